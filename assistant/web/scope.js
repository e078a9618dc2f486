// Which documents are searched: the choice, shown as chips, and what is sent with a question.
(() => {
  const { at, made, language } = window.briefingsParts;
  const KINDS = { publishers: 'Publisher', series: 'Series', languages: 'Language' };
  const LISTS = [...Object.keys(KINDS), 'documents'];
  const nothing = () => ({ ...Object.fromEntries(LISTS.map((kind) => [kind, []])), since: '', until: '' });
  let chosen = nothing();
  let there = Object.fromEntries(LISTS.map((kind) => [kind, []]));

  window.briefingsScope = () => chosen;
  window.briefingsChoose = async (within) => {
    chosen = { ...nothing(), ...within };
    changed();
    if (chosen.documents.some((name) => called('documents', name) === name)) {
      await read(); // of what is not listed yet only the name of its file is known
      changed();
    }
  };

  function called(kind, name) {
    if (kind === 'languages') return language(name);
    if (kind === 'documents') return there.documents.find((one) => one.name === name)?.title ?? name;
    return name;
  }

  // ---- Chips -------------------------------------------------------------------------------

  function chips() {
    const named = LISTS.flatMap((kind) => chosen[kind].map((name) => ({
      text: called(kind, name),
      remove: () => { chosen[kind] = chosen[kind].filter((one) => one !== name); },
    })));
    for (const [end, word] of [['since', 'from'], ['until', 'to']]) {
      if (chosen[end]) named.push({ text: `${word} ${chosen[end]}`, remove: () => { chosen[end] = ''; } });
    }
    return named;
  }

  function changed(said = '') {
    if (!at('scope-chips')) return;
    const named = chips();
    const items = named.map(({ text, remove }) => {
      const button = made('button', { type: 'button', title: `Remove ${text}` }, made('bdi', {}, text), ' ×');
      button.setAttribute('aria-label', `Search not only ${text}`);
      button.addEventListener('click', () => {
        remove();
        changed(`${text} removed`);
        (at('scope-chips').querySelector('button') ?? at('scope-open')).focus();
      });
      return made('li', {}, button);
    });
    at('scope-chips').replaceChildren(...items);
    at('scope-chips').hidden = !items.length;
    at('scope-open').textContent = items.length ? 'Only' : 'All documents';
    at('scope-open').setAttribute('aria-label', items.length ? 'Only these are searched: change which' : 'All documents are searched: choose some');
    at('scope-said').textContent = said;
  }

  // ---- The dialog --------------------------------------------------------------------------

  function box(kind, name, text, note) {
    const input = made('input', { type: 'checkbox', checked: chosen[kind].includes(name) });
    input.addEventListener('change', () => {
      chosen[kind] = input.checked ? [...chosen[kind], name] : chosen[kind].filter((one) => one !== name);
      changed();
    });
    return made('li', {}, made('label', {}, input, ' ', made('bdi', {}, text), ' ', made('span', {}, note)));
  }

  function draw() {
    at('choice-lists').replaceChildren(...Object.entries(KINDS).map(([kind, title]) => made(
      'fieldset',
      { hidden: !there[kind].length },
      made('legend', {}, title),
      made('ul', {}, ...there[kind].map(({ name, count }) => box(kind, name, called(kind, name), `${count}`))),
    )));
    for (const end of ['since', 'until']) at(`choice-${end}`).value = chosen[end];
    at('choice-find').value = '';
    list();
  }

  function list() {
    const words = at('choice-find').value.toLowerCase().split(/\s+/);
    const found = there.documents.filter(({ name, title, issued }) => {
      const text = `${name} ${title} ${issued}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    at('choice-documents').replaceChildren(
      ...found.slice(0, 200).map(({ name, title, issued }) => box('documents', name, title, issued)),
    );
  }

  async function read() {
    try {
      const reply = await fetch('scope', { cache: 'no-store' });
      if (reply.ok) there = await reply.json();
    } catch {
      at('scope-said').textContent = 'Briefings could not be reached. Is it still running?';
    }
  }

  document.addEventListener('click', async ({ target }) => {
    if (target.closest?.('#scope-open')) {
      await read();
      draw();
      at('choice').showModal();
    }
    if (target.closest?.('#scope-reset')) {
      chosen = nothing();
      changed('Everything is searched');
      draw();
    }
  });

  document.addEventListener('input', ({ target }) => {
    if (target.id === 'choice-find') list();
    const end = target.id === 'choice-since' ? 'since' : target.id === 'choice-until' ? 'until' : '';
    if (end) { chosen[end] = target.value; changed(); }
  });
})();
