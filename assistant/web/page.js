// Opens citations in the source pane, names what has no name, and listens to a few keys.
(() => {
  const CITATION = 'a[href^="#cite-"]';
  const narrow = matchMedia('(max-width: 799px)');
  const BESIDE = 860; // pixels of the pane in which a file has room beside its text
  const { at, made } = window.briefingsParts;
  let active = null; // the citation whose passage is shown
  let from = null; // what was pressed to show the source
  let where = ''; // document and characters of the passage shown, as the server is asked for them
  let latest = 0; // requests so far: a slow reply must not cover a newer one

  // ---- Citations -------------------------------------------------------------------------

  function home() {
    const answers = [...document.querySelectorAll('#chat .answer')];
    return active?.closest('.answer') ?? answers.at(-1);
  }

  function citations() {
    const first = new Map();
    for (const link of home()?.querySelectorAll(CITATION) ?? []) {
      const href = link.getAttribute('href');
      if (!first.has(href)) first.set(href, link);
    }
    return [...first.values()];
  }

  function place() {
    const href = active?.getAttribute('href');
    return citations().findIndex((link) => link.getAttribute('href') === href);
  }

  function step(by) {
    const links = citations();
    const next = links[active ? place() + by : 0];
    if (next) show(next);
  }

  function show(link) {
    const [, doc, start, end] = link.getAttribute('href').match(/^#cite-(.+)-(\d+)-(\d+)$/) ?? [];
    if (!doc) return;
    active = link;
    from = link;
    const index = link.closest('.answer')?.className.match(/index-(\d+)/)?.[1] ?? '';
    open(`${encodeURIComponent(doc)}?start=${start}&end=${end}&index=${index}`);
  }

  window.briefingsRead = (doc) => { // from its beginning
    active = null;
    from = at('shelf');
    open(`${encodeURIComponent(doc)}?start=0&end=0&index=`);
  };

  async function open(what) {
    if (narrow.matches && !document.body.classList.contains('reading')) {
      history.pushState({ reading: true }, '');
    }
    document.body.classList.add('reading');
    tidy();
    const request = ++latest;
    where = what;
    at('shown').dataset.where = where;
    const reply = await read(`source/${where}`);
    if (request === latest) fill(reply);
  }

  async function read(path) {
    try {
      const reply = await fetch(path, { cache: 'no-store' });
      const kind = reply.headers.get('content-type') ?? '';
      if (reply.ok) return { html: await reply.text() };
      if (kind.startsWith('text/plain')) return { problem: await reply.text() };
    } catch {
      return { problem: 'The source could not be fetched. Is Briefings still running?' };
    }
    return { problem: 'This passage could not be shown.' };
  }

  function fill({ html, problem }) {
    const pane = at('shown');
    if (problem) {
      pane.replaceChildren(made('p', { className: 'notice' }, problem));
    } else {
      pane.innerHTML = html; // made by our own server, which escapes all text
    }
    for (const tool of ['copy', 'cite']) at(tool).hidden = Boolean(problem) || !navigator.clipboard;
    if (!pane.querySelector('article')?.dataset.quote) at('copy').hidden = true;
    at('find-open').hidden = Boolean(problem);
    window.briefingsFind();
    const text = pane.querySelector('.text') ?? pane;
    goTo(text, text.querySelector('mark') ?? text);
  }

  function goTo(text, target) {
    const drop = target.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop = Math.max(0, text.scrollTop + drop - text.clientHeight / 4);
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  // ---- Inside the document ---------------------------------------------------------------

  function jump(link) {
    const target = at(link.getAttribute('href').slice(1));
    if (!target) return;
    view('text');
    const outline = link.closest('.outline');
    if (outline) outline.open = false;
    goTo(at('shown').querySelector('.text'), target);
  }

  async function view(which) {
    const article = at('shown').querySelector('article');
    if (which === 'paper') window.briefingsPaper(article, where);
    if (which === 'raw' && !article.querySelector('.raw')) {
      const request = ++latest;
      const { html, problem } = await read(`raw/${where}`);
      if (request !== latest) return;
      if (problem) {
        fill({ problem });
        return;
      }
      article.insertAdjacentHTML('beforeend', html); // made by our own server, as above
    }
    for (const button of article.querySelectorAll('[data-view]')) {
      button.setAttribute('aria-pressed', String(button.dataset.view === which));
    }
    article.dataset.shows = which;
    lay();
    const raw = article.querySelector('.raw');
    if (which === 'raw') goTo(raw, raw.querySelector('.cited') ?? raw);
  }

  function lay() { // the file beside its text where there is room, else in its place
    const article = at('shown')?.querySelector('article[data-shows]');
    if (!article) return;
    const beside = article.clientWidth >= BESIDE;
    for (const part of article.querySelectorAll('.text, .raw, .paper')) {
      part.hidden = !part.classList.contains(article.dataset.shows) && !(beside && part.classList.contains('text'));
    }
  }

  function close() {
    document.body.classList.remove('reading');
    const back = active ?? from;
    if (back?.isConnected) back.focus();
  }

  function leave() {
    if (narrow.matches && history.state?.reading) history.back();
    else close();
  }

  async function copyQuote() {
    const { quote, reference } = at('shown').querySelector('article').dataset;
    await navigator.clipboard.writeText(`“${quote}” (${reference})`);
    at('copy').textContent = 'Copied';
    setTimeout(() => { at('copy').textContent = 'Copy quote'; }, 1500);
  }

  function copyAnswer(button) {
    const text = button.closest('.message-row')?.querySelector('.answer')?.innerText;
    // After the chat's own handler, which copies the markup.
    if (text) setTimeout(() => navigator.clipboard?.writeText(text.replace(/\n{3,}/g, '\n\n')), 50);
  }

  // ---- After every change of the page ----------------------------------------------------

  let rendered = 0; // questions and answers in the chat when it was last scrolled

  function reveal() {
    const count = document.querySelectorAll('#chat .asked, #chat .answer').length;
    const asked = [...document.querySelectorAll('#chat .user-row')].at(-1);
    if (asked && count > rendered) {
      const log = asked.closest('[role="log"]');
      log.scrollTop += asked.getBoundingClientRect().top - log.getBoundingClientRect().top - 16;
    }
    rendered = count;
  }

  function markActive() {
    const href = active?.getAttribute('href');
    const links = [...document.querySelectorAll(`#chat ${CITATION}`)];
    if (active && !active.isConnected) {
      active = links.findLast((link) => link.getAttribute('href') === href) ?? null;
    }
    for (const link of links) {
      if (active && link.getAttribute('href') === href) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  function tellPlace() {
    if (!at('which')) return;
    const count = citations().length;
    const index = active ? place() : -1;
    const told = `${narrow.matches ? '' : 'Citation '}${index + 1} of ${count}`;
    const text = index < 0 ? 'Source' : told;
    if (at('which').textContent !== text) at('which').textContent = text;
    Object.assign(at('previous'), { hidden: index < 0, disabled: index < 1 });
    Object.assign(at('next'), { hidden: index < 0, disabled: index + 1 >= count });
  }

  function nameParts() {
    for (const button of document.querySelectorAll('#ask button')) {
      const name = button.className.includes('stop') ? 'Stop' : 'Send';
      if (button.getAttribute('aria-label') !== name) button.setAttribute('aria-label', name);
    }
    for (const list of document.querySelectorAll('#chat .examples[role="list"]')) {
      list.setAttribute('role', 'group'); // its buttons are no list items
      list.setAttribute('aria-label', 'Examples');
    }
    for (const message of document.querySelectorAll('#chat [data-testid][aria-label]')) {
      message.removeAttribute('aria-label'); // it reads out the markup
    }
  }

  function tidy() {
    reveal();
    markActive();
    tellPlace();
    nameParts();
    paint();
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; tidy(); });
  }).observe(document.documentElement, { childList: true, subtree: true });

  // ---- Light and dark --------------------------------------------------------------------

  const isDark = () => document.body.classList.contains('dark');

  function paint() {
    const wanted = localStorage.getItem('briefings-theme');
    if (wanted && isDark() !== (wanted === 'dark')) document.body.classList.toggle('dark');
    const other = isDark() ? 'Light' : 'Dark';
    if (at('theme') && at('theme').textContent !== other) at('theme').textContent = other;
  }

  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(paint).observe(document.body, { attributeFilter: ['class'] });
  });

  // ---- Clicks and keys -------------------------------------------------------------------

  const presses = {
    back: leave,
    copy: copyQuote,
    previous: () => step(-1),
    next: () => step(1),
    help: () => at('keys').showModal(),
    'find-open': () => window.briefingsFind(true),
    theme: () => { localStorage.setItem('briefings-theme', isDark() ? 'light' : 'dark'); paint(); },
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.(CITATION);
    const inner = event.target.closest?.('#shown a[href^="#doc-"]');
    const button = event.target.closest?.('button');
    const press = presses[button?.id];
    if (button?.title === 'Copy message') copyAnswer(button);
    const switched = button?.dataset.view;
    if (!link && !inner && !switched && !press) return;
    event.preventDefault();
    event.stopPropagation();
    if (link) show(link);
    else if (inner) jump(inner);
    else if (switched) view(switched);
    else press();
  }, true);

  const keys = {
    '/': () => at('ask').querySelector('textarea').focus(),
    '?': presses.help,
    n: presses.next,
    p: presses.previous,
    f: () => { if (!at('find-open').hidden) window.briefingsFind(true); },
    c: () => at('history').click(),
    d: () => at('scope-open').click(),
    l: () => at('shelf').click(),
    e: () => [...document.querySelectorAll('#chat .edit a')].at(-1)?.click(),
    Escape: leave,
  };

  document.addEventListener('keydown', (event) => {
    const writing = event.target.matches?.('input, textarea, select, [contenteditable]');
    const press = keys[event.key];
    if (!press || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open]')) return;
    if (writing) return;
    event.preventDefault();
    press();
  });

  addEventListener('resize', lay);
  addEventListener('popstate', () => {
    if (document.body.classList.contains('reading')) close();
  });
})();
