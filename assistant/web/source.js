// In the source pane: words found in the document, its pages as pictures, and how it is cited.
(() => {
  const { at, made } = window.briefingsParts;
  const STYLES = { plain: 'Plain', apa: 'APA', bibtex: 'BibTeX' };
  let places = []; // ranges of the words that are sought
  let here = -1; // index of the one that is shown

  // ---- Find --------------------------------------------------------------------------------

  function search() {
    const text = at('shown').querySelector('.text');
    const words = at('find-words').value.trim().split(/\s+/).filter(Boolean);
    places = text && words.length ? ranges(text, words) : [];
    here = -1;
    window.CSS?.highlights?.set('found', new Highlight(...places));
    step(1);
  }

  function ranges(text, words) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let all = '';
    while (walker.nextNode()) {
      nodes.push([all.length, walker.currentNode]);
      all += walker.currentNode.data;
    }
    const sought = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`)).join('\\s+');
    const place = (offset) => {
      const [start, node] = nodes.findLast(([from]) => from <= offset);
      return [node, offset - start];
    };
    return [...all.matchAll(new RegExp(sought, 'giu'))].map((match) => {
      const range = document.createRange();
      range.setStart(...place(match.index));
      const [node, offset] = place(match.index + match[0].length - 1);
      range.setEnd(node, offset + 1);
      return range;
    });
  }

  function step(by) {
    const count = places.length;
    here = count ? (here + by + count) % count : -1;
    const none = at('find-words').value.trim() ? 'Not in this document' : '';
    at('found').textContent = count ? `${here + 1} of ${count}` : none;
    window.CSS?.highlights?.set('found-here', new Highlight(...places.slice(here, here + 1)));
    if (!count) return;
    const text = at('shown').querySelector('.text');
    if (text.hidden) at('shown').querySelector('[data-view="text"]')?.click();
    for (let part = places[here].startContainer.parentElement; part && part !== text; part = part.parentElement) {
      if (part.tagName === 'DETAILS') part.open = true;
    }
    const drop = places[here].getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += drop - text.clientHeight / 3;
  }

  window.briefingsFind = (open) => {
    if (open) at('find').hidden = false;
    if (!at('find').hidden) search(); // in another document, the same words
    if (open) at('find-words').select();
  };

  function close() {
    at('find').hidden = true;
    places = [];
    for (const name of ['found', 'found-here']) window.CSS?.highlights?.delete(name);
    at('find-open').focus();
  }

  document.addEventListener('input', ({ target }) => { if (target.id === 'find-words') search(); });
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'find') return;
    event.preventDefault();
    step(1);
  });
  document.addEventListener('keydown', (event) => {
    if (!event.target.closest?.('#find')) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.shiftKey) step(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // ---- Pages -------------------------------------------------------------------------------

  window.briefingsPaper = (article, where) => {
    if (article.querySelector('.paper')) return;
    const { page, pages } = article.querySelector('[data-view="paper"]').dataset;
    const [doc, query] = where.split('?');
    const index = new URLSearchParams(query).get('index') ?? '';
    const title = article.querySelector('h2').textContent;
    const told = made('p', { role: 'status' });
    const picture = made('img', {});
    const problem = made('p', { className: 'notice', hidden: true });
    let number = Number(page) || 1;
    const turn = (by) => {
      number = Math.min(Math.max(number + by, 1), Number(pages));
      told.textContent = `Page ${number} of ${pages}`;
      picture.alt = `Page ${number} of ${title}`;
      picture.src = `page/${doc}/${number}?index=${index}`;
    };
    picture.addEventListener('load', () => { problem.hidden = true; picture.hidden = false; });
    picture.addEventListener('error', async () => {
      picture.hidden = true;
      problem.hidden = false;
      const reply = await fetch(picture.src).catch(() => null);
      problem.textContent = reply ? await reply.text() : 'Briefings could not be reached.';
    });
    const button = (text, name, by) => {
      const element = made('button', { type: 'button', ariaLabel: name }, text);
      element.addEventListener('click', () => turn(by));
      return element;
    };
    const bar = made('div', { className: 'turn' }, button('‹', 'Previous page', -1), told, button('›', 'Next page', 1));
    const frame = made('div', { className: 'paper', tabIndex: 0, role: 'region', ariaLabel: 'Page of the file' }, bar, picture, problem);
    article.append(frame);
    turn(0);
  };

  // ---- Citing ------------------------------------------------------------------------------

  function cite() {
    const { dataset } = at('shown').querySelector('article');
    at('citing-styles').replaceChildren(...Object.entries(STYLES).map(([style, name]) => {
      const copy = made('button', { type: 'button', ariaLabel: `Copy as ${name}` }, 'Copy');
      copy.addEventListener('click', async () => {
        await navigator.clipboard.writeText(dataset[style]);
        copy.textContent = 'Copied';
        setTimeout(() => { copy.textContent = 'Copy'; }, 1500);
      });
      const text = made('pre', { tabIndex: 0 }, dataset[style]);
      text.setAttribute('aria-label', `${name} citation`);
      text.setAttribute('role', 'group');
      return made('section', {}, made('h3', {}, name), text, copy);
    }));
    at('citing').showModal();
  }

  document.addEventListener('click', ({ target }) => {
    const id = target.closest?.('button')?.id;
    if (id === 'cite') cite();
    if (id === 'find-back') step(-1);
    if (id === 'find-close') close();
  });
})();
