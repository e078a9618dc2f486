// The conversation that is shown, named in the address; and those that are kept, to find again.
(() => {
  const { at, made } = window.briefingsParts;
  const ACTS = '#chat .edit a, #chat .acts a'; // what is done, not where it leads
  let since = null; // index of the question that the next one replaces, with all after it
  let timer;

  const current = () => new URLSearchParams(location.search).get('conversation') ?? '';

  function name(id) {
    const address = new URL(location.href);
    if (id) address.searchParams.set('conversation', id);
    else address.searchParams.delete('conversation');
    if (address.href !== location.href) history.replaceState(history.state, '', address);
  }

  window.briefingsTold = () => {
    const told = { within: window.briefingsScope(), conversation: current(), since };
    leave();
    return JSON.stringify(told);
  };

  window.briefingsKept = (text) => {
    if (!text) return;
    const { id, problem, within } = JSON.parse(text);
    name(id);
    if (within) window.briefingsChoose(within);
    at('kept-said').textContent = problem;
  };

  window.briefingsOpened = () => {
    if (current()) at('resume').click();
  };

  // ---- The list ----------------------------------------------------------------------------

  async function ask(path, options = {}) {
    try {
      const reply = await fetch(path, { cache: 'no-store', ...options });
      if (reply.ok) return reply;
      tell((await reply.text()) || 'That did not work.');
    } catch {
      tell('Briefings could not be reached. Is it still running?');
    }
    return null;
  }

  function tell(said) { at('conversations-said').textContent = said; }

  async function list(said = '') {
    const words = at('conversations-find').value.trim();
    const reply = await ask(`conversations?find=${encodeURIComponent(words)}`);
    if (!reply) return;
    const found = await reply.json();
    at('conversations-list').replaceChildren(...found.map(line));
    const none = words ? 'No conversation has all of these words.' : 'Nothing has been asked yet.';
    const count = found.length === 1 ? '1 conversation' : `${found.length} conversations`;
    tell(said || (found.length ? count : none));
  }

  function button(text, label, press) {
    const element = made('button', { type: 'button' }, text);
    if (label) element.setAttribute('aria-label', label);
    element.addEventListener('click', press);
    return element;
  }

  function line({ id, title, changed, questions }) {
    const when = new Date(changed).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    const count = questions === 1 ? '1 question' : `${questions} questions`;
    const path = `conversations/${encodeURIComponent(id)}`;
    const open = button('', '', () => show(id));
    open.className = 'open';
    open.append(made('bdi', {}, title), made('small', {}, `${when} · ${count}`));
    if (id === current()) open.setAttribute('aria-current', 'true');
    const link = (form, called) => made(
      'a',
      { href: `${path}/export.${form}`, download: '', ariaLabel: `Save ${title} as ${called}` },
      called,
    );
    const row = made('li', {}, open);
    row.append(made(
      'div',
      { className: 'ways' },
      button('Rename', `Rename ${title}`, () => rename(row, path, title)),
      link('docx', 'Word'),
      link('html', 'HTML'),
      link('md', 'Markdown'),
      link('json', 'JSON'),
      button('Delete', `Delete ${title}`, () => remove(id, path, title)),
    ));
    return row;
  }

  function rename(row, path, title) {
    const field = made('input', { value: title, maxLength: 200, ariaLabel: `New title of ${title}` });
    const done = async (keep) => {
      field.onblur = null;
      const told = encodeURIComponent(field.value.trim());
      if (keep && told && field.value.trim() !== title) {
        await ask(`${path}?title=${told}`, { method: 'PUT' });
      }
      await list();
      at('conversations-find').focus();
    };
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault(); // Escape leaves the field, not the dialog
      done(event.key === 'Enter');
    });
    field.onblur = () => done(true);
    row.replaceChildren(field);
    field.select();
  }

  async function remove(id, path, title) {
    if (!confirm(`Delete “${title}”? It cannot be brought back.`)) return;
    const reply = await ask(path, { method: 'DELETE' });
    if (reply && id === current()) {
      name('');
      at('resume').click();
    }
    if (reply) await list(`Deleted: ${title}`);
    at('conversations-find').focus();
  }

  function show(id) {
    name(id);
    at('conversations').close();
    at('resume').click();
  }

  // ---- One answer --------------------------------------------------------------------------

  function save(exchange) {
    const path = `conversations/${encodeURIComponent(current())}/receipts/${exchange}`;
    const link = made('a', { href: path, download: '' });
    document.body.append(link);
    link.click();
    link.remove();
  }

  function write(question) {
    const field = at('ask').querySelector('textarea');
    field.value = question;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }

  function goOn(question) {
    write(question);
    setTimeout(() => at('ask').querySelector('button[aria-label="Send"]')?.click(), 50);
  }

  function edit(index, link) {
    write(link.closest('.user-row')?.querySelector('.asked')?.innerText ?? '');
    since = index;
    at('kept-said').textContent = 'It is asked anew in its place, and what comes after it goes. Esc: leave it.';
  }

  function leave() {
    since = null;
    at('kept-said').textContent = '';
  }

  document.addEventListener('click', (event) => {
    const { target } = event;
    if (target.closest?.('#history')) {
      at('conversations-find').value = '';
      at('conversations').showModal();
      list();
    }
    const next = target.closest?.('#then button');
    if (next) goOn(next.textContent);
    const link = target.closest?.(ACTS);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const [, what, which] = link.getAttribute('href').match(/^#(receipt|edit)-(\w+)$/) ?? [];
    if (what === 'receipt') save(which);
    if (what === 'edit') edit(Number(which), link);
  }, true);

  new MutationObserver(() => {
    for (const link of document.querySelectorAll(`:is(${ACTS}):not([role])`)) {
      link.setAttribute('role', 'button');
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener('keydown', (event) => {
    if (event.key !== ' ' || !event.target.matches?.(ACTS)) return;
    event.preventDefault();
    event.target.click();
  });

  document.addEventListener('input', ({ target }) => {
    if (target.id === 'conversations-find') {
      clearTimeout(timer);
      timer = setTimeout(list, 150);
    }
    if (since !== null && target.closest?.('#ask') && !target.value) leave();
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || since === null || !event.target.closest?.('#ask')) return;
    leave();
    event.target.value = '';
    event.target.dispatchEvent(new Event('input', { bubbles: true }));
  });
})();
