// Judging answers: names for the thumbs, and what is selected in the source.
(() => {
  const { at } = window.briefingsParts;
  const NAMES = { Dislike: 'This answer is wrong', Like: 'This answer is right' };
  let picked = { selected: '', before: 0 }; // the words selected in the text of the source

  function letters(text) {
    return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  }

  function notice() {
    const selection = getSelection();
    const text = at('shown')?.querySelector('.text');
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const inside = range && text?.contains(range.commonAncestorContainer);
    if (!inside || selection.isCollapsed) {
      // Pressing a button ends a selection on some devices, and must not end the choice.
      if (inside || !text) tell({ selected: '', before: 0 });
      return;
    }
    const ahead = document.createRange();
    ahead.setStart(text, 0);
    ahead.setEnd(range.startContainer, range.startOffset);
    tell({ selected: selection.toString(), before: letters(ahead.toString()) });
  }

  function tell(now) {
    picked = now;
    const [hint, quote] = ['.hint', '.selected'].map((part) => at('picker')?.querySelector(part));
    if (!quote) return;
    const words = picked.selected.trim().split(/\s+/);
    const short = words.length > 14
      ? `${words.slice(0, 8).join(' ')} … ${words.slice(-4).join(' ')}` : words.join(' ');
    hint.hidden = Boolean(picked.selected);
    quote.hidden = !picked.selected;
    quote.textContent = short ? `“${short}”` : '';
  }

  window.briefingsPick = () => {
    const where = at('shown')?.querySelector('article') ? at('shown').dataset.where : '';
    const given = { where: where ?? '', ...picked };
    getSelection().removeAllRanges();
    tell({ selected: '', before: 0 });
    if (where && matchMedia('(max-width: 799px)').matches) at('back').click(); // to the form
    return JSON.stringify(given);
  };

  function nameThumbs() {
    for (const button of document.querySelectorAll('#chat .message-buttons button')) {
      const [, dis, like, pressed] = /^(dis)?(like)(d?)$/i.exec(button.title) ?? [];
      if (like) { // as the chat library calls it, when it is drawn and when it is pressed
        button.dataset.thumb = dis ? 'Dislike' : 'Like';
        button.setAttribute('aria-pressed', String(Boolean(pressed)));
        button.title = NAMES[button.dataset.thumb];
      }
      const { thumb } = button.dataset;
      if (!thumb) continue;
      if (button.getAttribute('aria-label') !== NAMES[thumb]) {
        button.setAttribute('aria-label', NAMES[thumb]);
      }
    }
  }

  let isOpen = false;

  function attend() {
    nameThumbs();
    at('feedback-told')?.setAttribute('aria-live', 'polite');
    const form = at('feedback-form');
    const opened = Boolean(form?.querySelector('input[type=radio]'));
    if (opened && !isOpen) form.querySelector('input[type=radio]').focus();
    if (!opened && isOpen && !document.activeElement?.closest('main')) {
      at('feedback-undo')?.focus();
    }
    isOpen = opened;
  }

  document.addEventListener('selectionchange', notice);
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; attend(); });
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributeFilter: ['title', 'aria-label'],
  });
})();
