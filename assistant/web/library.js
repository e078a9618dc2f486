// The library: files are added and removed, and what the index makes of them is told.
(() => {
  const at = (id) => document.getElementById(id);
  const sending = new Map(); // name of a file that is being sent: how far, or why it was not taken
  let told = { files: [], fresh: '', at: null, said: '' };
  let timer;

  async function refresh() {
    clearTimeout(timer);
    try {
      const reply = await fetch('library', { cache: 'no-store' });
      if (reply.ok) told = await reply.json();
    } catch {
      told = { ...told, at: null, said: 'Briefings could not be reached. Is it still running?' };
    }
    draw();
    if (at('library').open) timer = setTimeout(refresh, 1000);
  }

  function draw() {
    at('library-fresh').textContent = told.fresh;
    const [step, done, total] = told.at ?? [];
    at('library-said').textContent = step ? `${step} ${done} of ${total} …` : told.said;
    const lines = [...sending].map(([name, state]) => line(name, state));
    at('library-files').replaceChildren(...lines, ...told.files.map(stored));
  }

  function line(name, state) {
    const item = document.createElement('li');
    const [title, note] = ['bdi', 'span'].map((kind) => document.createElement(kind));
    title.textContent = name;
    note.textContent = state;
    item.append(title, ' ', note);
    return item;
  }

  function stored({ name, indexed, problem }) {
    const item = line(name, problem || (indexed ? 'in the index' : 'waits for the index'));
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Remove';
    button.setAttribute('aria-label', `Remove ${name}`);
    button.addEventListener('click', () => remove(name));
    item.append(' ', button);
    return item;
  }

  async function remove(name) {
    if (!confirm(`Remove ${name} from the library?`)) return;
    const reply = await fetch(`library/${encodeURIComponent(name)}`, { method: 'DELETE' });
    if (!reply.ok) sending.set(name, await reply.text());
    refresh();
  }

  function send(file) {
    const request = new XMLHttpRequest(); // fetch tells no progress of what it sends
    const tell = (state) => { sending.set(file.name, state); draw(); };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      tell(`${Math.floor((100 * loaded) / (total || 1))} %`);
    });
    request.addEventListener('load', () => {
      if (request.status === 201) sending.delete(file.name);
      else tell(request.responseText);
      refresh();
    });
    request.addEventListener('error', () => tell('could not be sent; add it again'));
    request.open('PUT', `library/${encodeURIComponent(file.name)}`);
    request.send(file);
    tell('0 %');
  }

  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('#shelf')) return;
    sending.clear();
    at('library').showModal();
    refresh();
  });

  document.addEventListener('change', (event) => {
    if (event.target.id !== 'library-add') return;
    for (const file of event.target.files) send(file);
    event.target.value = ''; // the same file may be added again
  });

  for (const kind of ['dragover', 'drop']) {
    document.addEventListener(kind, (event) => {
      if (!event.target.closest?.('#library')) return;
      event.preventDefault();
      if (kind === 'drop') for (const file of event.dataTransfer.files) send(file);
    });
  }
})();
