// The library: what the index is made of and how old it is; files are added and removed; a rebuild.
(() => {
  const { at, made } = window.briefingsParts;
  const AT_ONCE = 3; // files that are sent at a time: the page itself needs connections too
  const queue = []; // those that wait
  let sending = 0;
  let drawn = ''; // what the list of added files was drawn from
  let timer;

  const isReader = () => document.documentElement.dataset.role === 'reader';

  function put(element, text) { // a status that is written anew is read out anew
    if (element.textContent !== text) element.textContent = text;
  }

  // ---- What is told ------------------------------------------------------------------------

  async function refresh() {
    let busy = false;
    try {
      const reply = await fetch('library', { cache: 'no-store' });
      if (!reply.ok) throw new Error();
      const now = await reply.json();
      busy = now.running || sending || now.files.some(({ indexed, problem }) => !indexed && !problem);
      draw(now);
    } catch {
      put(at('library-said'), 'Briefings could not be reached. Is it still running?');
    }
    clearTimeout(timer);
    if (at('library').open) timer = setTimeout(refresh, busy ? 1000 : 3000);
  }

  function draw({ version, files, fresh, changed, at: step, running, said }) {
    put(at('library-fresh'), fresh);
    window.briefingsFold(at('library-changed'), 'What has changed since', changed.map((name) => made('bdi', {}, name)));
    put(at('library-said'), running ? 'The index is being rebuilt. Questions are answered meanwhile.' : said);
    at('library-at').hidden = !step;
    if (step) {
      const [name, done, total] = step;
      Object.assign(at('library-at').firstElementChild, { value: done, max: total || 1 });
      put(at('library-at').lastElementChild, `${name}: ${done} of ${total}`);
    }
    at('library-rebuild').setAttribute('aria-disabled', String(running));
    window.briefingsShelf(version);
    list(files);
  }

  function list(files) {
    if (drawn === JSON.stringify(files)) return;
    drawn = JSON.stringify(files);
    const held = document.activeElement?.dataset.file;
    at('library-files').replaceChildren(...files.map(stored));
    at('library-files').hidden = !files.length;
    const buttons = [...at('library-files').querySelectorAll('button')];
    const again = buttons.find(({ dataset }) => dataset.file === held) ?? at('library-title');
    if (held) again.focus();
  }

  function stored({ name, indexed, problem }) {
    const button = made('button', { type: 'button', className: 'for-curators', ariaLabel: `Remove ${name}` }, 'Remove');
    button.dataset.file = name;
    button.addEventListener('click', () => remove(name));
    const state = problem || (indexed ? 'in the index' : 'waits for the index');
    return made('li', {}, made('bdi', {}, name), ' ', made('span', {}, state), ' ', button);
  }

  function remove(name) {
    if (confirm(`Remove ${name} from the library?`)) act(name, `library/${encodeURIComponent(name)}`, 'DELETE');
  }

  function rebuild() {
    if (at('library-rebuild').getAttribute('aria-disabled') === 'true') return;
    at('library-rebuild').setAttribute('aria-disabled', 'true');
    act('Rebuild', 'api/rebuild', 'POST');
  }

  async function act(name, path, method) {
    const reply = await fetch(path, { method }).catch(() => null);
    if (!reply?.ok) line(name).failed(reply ? reason(await reply.text()) : 'Briefings could not be reached.');
    refresh();
  }

  // ---- Files that are sent -----------------------------------------------------------------

  function line(name) {
    const bar = made('progress', { max: 100, value: 0, ariaLabel: `Sending ${name}` });
    const note = made('span', {}, 'waits');
    const item = made('li', {}, made('bdi', {}, name), ' ', bar, ' ', note);
    const show = (count) => { at('library-sending').hidden = !count; };
    at('library-sending').append(item);
    show(1);
    return {
      far: (percent) => { bar.value = percent; note.textContent = `${percent} %`; },
      waits: () => { note.textContent = 'waits: too many at once'; },
      done: () => {
        item.remove();
        show(at('library-sending').children.length);
        put(at('library-sent'), `${name} was added`);
      },
      failed: (why) => { // which often begins with the name
        bar.remove();
        item.className = 'failed';
        const rest = why.startsWith(name) ? why.slice(name.length) : why;
        note.textContent = rest.replace(/^[: ]+/, '');
        put(at('library-sent'), `${name}: ${note.textContent}`);
      },
    };
  }

  function reason(text) {
    try {
      const { error, detail } = JSON.parse(text);
      return error ?? detail;
    } catch {
      return text || 'That did not work.';
    }
  }

  function add(files) {
    for (const file of files) queue.push([file, line(file.name)]);
    next();
  }

  function next() {
    while (sending < AT_ONCE && queue.length) send(...queue.shift());
  }

  function send(file, told) {
    const request = new XMLHttpRequest(); // fetch tells no progress of what it sends
    const end = (tell) => { sending -= 1; tell(); next(); refresh(); };
    sending += 1;
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      told.far(Math.floor((100 * loaded) / (total || 1)));
    });
    request.addEventListener('load', () => end(() => {
      const wait = Number(request.getResponseHeader('retry-after'));
      if (request.status === 201) told.done();
      else if (request.status === 429 && wait) {
        told.waits();
        setTimeout(() => { queue.push([file, told]); next(); }, 1000 * wait);
      } else told.failed(reason(request.responseText));
    }));
    request.addEventListener('error', () => end(() => told.failed('could not be sent; add it again')));
    request.open('PUT', `library/${encodeURIComponent(file.name)}`);
    request.send(file);
    told.far(0);
  }

  // ---- Clicks, and files that are dropped --------------------------------------------------

  function open() {
    if (at('library').open) return;
    for (const item of at('library-sending').querySelectorAll('.failed')) item.remove();
    at('library-sending').hidden = !at('library-sending').children.length;
    at('library').showModal();
    if (matchMedia('(min-width: 800px)').matches) at('library-find').focus();
    refresh();
  }

  document.addEventListener('click', ({ target }) => {
    if (target.closest?.('#shelf')) open();
    if (target.closest?.('#library-rebuild')) rebuild();
  });

  document.addEventListener('change', ({ target }) => {
    if (target.id !== 'library-add') return;
    add(target.files);
    target.value = ''; // the same file may be added again
  });

  function drag(event) { // anywhere: a browser would open the file in place of the page
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    const taken = at('library') && !isReader();
    event.dataTransfer.dropEffect = taken ? 'copy' : 'none';
    document.body.classList.toggle('dropping', taken && event.type !== 'drop');
    if (event.type !== 'drop' || !taken) return;
    open();
    add(event.dataTransfer.files);
  }

  for (const kind of ['dragenter', 'dragover', 'drop']) addEventListener(kind, drag, true);
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) document.body.classList.remove('dropping');
  }, true);
})();
