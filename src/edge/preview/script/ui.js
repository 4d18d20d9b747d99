// Makes the elements of the overlay and the badge. They are in a shadow tree, where no style of the page applies.
// Knows nothing of what they say.
const ui = {
  // An element. Text in `content` is never parsed as HTML.
  make(name, attributes = {}, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  },

  button(label, act, attributes = {}) {
    const button = ui.make("button", { type: "button", ...attributes }, label);
    button.addEventListener("click", act);
    return button;
  },

  // An element for beside the body, with `css` in its shadow tree. The page's content policy may forbid style elements,
  // but allows style sheets that a script makes.
  host(name, css) {
    const host = ui.make(name, { lang: "en", dir: "ltr" });
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(COMMON_CSS + css);
    shadow.adoptedStyleSheets = [sheet];
    return { host, shadow };
  },

  show(host) {
    if (!host.isConnected) mutations.ignore(() => document.documentElement.append(host));
  },

  hide(host) {
    mutations.ignore(() => host.remove());
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
