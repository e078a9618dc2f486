// What the page's other scripts share: elements found and made, and names of languages.
window.briefingsParts = (() => {
  const named = new Intl.DisplayNames(['en'], { type: 'language' });

  const at = (id) => document.getElementById(id);

  function made(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function language(code) {
    try { return named.of(code); } catch { return code; }
  }

  return { at, made, language };
})();
