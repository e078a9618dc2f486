// The list of documents in the library: found by their words, put in order, opened; what failed.
(() => {
  const { at, made, language } = window.briefingsParts;
  const STEP = 100; // rows that are drawn at a time: an index may have thousands
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  let version = null; // of the index that is listed
  let documents = []; // in the order that is chosen
  let found = [];
  let shown = 0;

  const counted = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

  // ---- What is listed ----------------------------------------------------------------------

  window.briefingsShelf = async (now) => {
    if (now === version) return;
    const reply = await fetch('library/documents', { cache: 'no-store' }).catch(() => null);
    if (!reply?.ok) return; // it is asked for again with the next look at the library
    const told = await reply.json();
    if (told.version === version) return;
    version = told.version;
    documents = told.documents.map((one) => ({ ...one, tongue: language(one.language) }));
    for (const one of documents) {
      const { title, original, publisher, series, issued, when, period, tongue, file } = one;
      one.words = plain([title, original, publisher, series, issued, when, period, tongue, file].join(' '));
    }
    window.briefingsFold(at('library-failed'), `${counted(told.failures.length, 'file')} failed`, told.failures.map(failure));
    order();
    draw(Math.max(shown, STEP));
  };

  const plain = (text) => text.normalize('NFKC').toLowerCase();

  function failure({ file, why }) {
    return made('span', {}, made('bdi', {}, file), ' ', made('span', {}, why));
  }

  const folded = new Map(); // what is folded away, by where

  window.briefingsFold = (details, title, lines) => { // a few lines stand open
    const text = lines.map(({ textContent }) => textContent).join('\n');
    if ((folded.get(details) ?? '') === text) return; // as it is: a reader may have opened it
    folded.set(details, text);
    details.hidden = !lines.length;
    details.open = lines.length < 4;
    details.querySelector('summary').textContent = title;
    details.querySelector('ul').replaceChildren(...lines.map((one) => made('li', {}, one)));
  };

  // ---- Order and filter --------------------------------------------------------------------

  const orders = {
    issued: (a, b) => (b.issued > a.issued) - (b.issued < a.issued),
    passages: (a, b) => b.passages - a.passages,
  };

  function order() {
    const by = at('library-sort').value;
    const first = orders[by] ?? ((a, b) => !a[by] - !b[by] || compare(a[by], b[by])); // none: last
    documents.sort((a, b) => first(a, b) || compare(a.title, b.title) || compare(a.id, b.id));
  }

  function draw(count = STEP) {
    const words = plain(at('library-find').value).split(/\s+/);
    found = documents.filter((one) => words.every((word) => one.words.includes(word)));
    const held = document.activeElement?.dataset.doc;
    at('library-documents').tBodies[0].replaceChildren();
    shown = 0;
    more(count);
    at('library-documents').hidden = !found.length;
    const all = counted(documents.length, 'document');
    at('library-count').textContent = found.length === documents.length ? all : `${found.length.toLocaleString('en')} of ${all}`;
    if (held) links().find(({ dataset }) => dataset.doc === held)?.focus();
  }

  const links = () => [...at('library-documents').querySelectorAll('a')];

  function more(count) {
    const rows = found.slice(shown, shown + count).map(row);
    at('library-documents').tBodies[0].append(...rows);
    shown += rows.length;
    const left = found.length - shown;
    at('library-more').hidden = !left;
    at('library-more').textContent = `Show ${Math.min(left, STEP)} more of ${left.toLocaleString('en')}`;
  }

  function row(one) {
    const { id, title, original, file, publisher, series, when, period, tongue, passages } = one;
    const link = made('a', { href: `document/${encodeURIComponent(id)}?start=0&end=0` }, made('bdi', {}, title));
    link.dataset.doc = id;
    const small = (...texts) => texts.filter(Boolean).map((text) => made('small', {}, made('bdi', {}, text)));
    const cell = (properties, ...children) => {
      const element = made('td', properties, ...children);
      element.setAttribute('role', 'cell');
      return element;
    };
    const head = made('th', { scope: 'row' }, link, ...small(original, file));
    head.setAttribute('role', 'rowheader');
    const noun = passages === 1 ? ' passage' : ' passages';
    const line = made(
      'tr',
      {},
      head,
      cell({}, made('bdi', {}, publisher), ...small(series === publisher ? '' : series)),
      cell({}, when, ...small(period === when ? '' : period)),
      cell({}, tongue),
      cell({ className: 'number' }, passages.toLocaleString('en'), made('span', { className: 'noun' }, noun)),
    );
    line.setAttribute('role', 'row');
    return line;
  }

  document.addEventListener('input', ({ target }) => {
    if (target.id === 'library-find') draw();
  });
  document.addEventListener('change', ({ target }) => {
    if (target.id !== 'library-sort') return;
    order();
    draw();
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('#library-documents a');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      at('library').close();
      window.briefingsRead(link.dataset.doc);
    }
    if (event.target.closest?.('#library-more')) {
      const first = shown;
      more(STEP);
      links()[first]?.focus();
    }
  });
})();
