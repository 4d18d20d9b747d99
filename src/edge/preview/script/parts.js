// What the overlay and the badge are made of: elements in a shadow of their own, that no style of the
// page reaches. Knows nothing of what they say.
const parts = {
  // An element; its text is never read as HTML.
  make(name, attributes = {}, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  },

  button(label, act, attributes = {}) {
    const button = parts.make("button", { type: "button", ...attributes }, label);
    button.addEventListener("click", act);
    return button;
  },

  // A host beside the body, with `css` in its shadow. The page's policy forbids style elements, and has
  // nothing against style sheets that a script makes.
  host(name, css) {
    const host = parts.make(name, { lang: "en", dir: "ltr" });
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(COMMON_CSS + css);
    shadow.adoptedStyleSheets = [sheet];
    return { host, shadow };
  },

  show(host) {
    if (!host.isConnected) hands.own(() => document.documentElement.append(host));
  },

  hide(host) {
    hands.own(() => host.remove());
  },
};

const COMMON_CSS = `
  :host {
    all: initial !important; position: fixed !important; color-scheme: light dark !important;
    z-index: 2147483647 !important; direction: ltr !important; display: block !important;
    --paper: #fdfcf9; --ink: #1c1b19; --quiet: #5d5a54; --line: #cfc9bd; --alarm: #9c2f1f; --doubt: #7a5200;
    font: 14px/1.5 system-ui, sans-serif !important;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --paper: #1b1b1d; --ink: #e9e6e0; --quiet: #aaa69d; --line: #45433f; --alarm: #ff9d8c; --doubt: #e5b558;
    }
  }
  @media print { :host { display: none !important } }
  * { box-sizing: border-box }
  button {
    font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 4px;
    padding: 2px 10px; cursor: pointer;
  }
  button:hover { border-color: currentColor }
  :focus-visible { outline: 2px solid var(--doubt); outline-offset: 2px }
`;
