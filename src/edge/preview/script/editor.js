// Opens a file of the project in the editor's own program, where that may be done.
// Knows neither where the button is nor what the program is.
const editor = (() => {
  // The word that opens files is for this script, and for nobody who reads the page's elements.
  let token = null;
  const takeToken = (from) => {
    token = from.dataset.token ?? null;
    delete from.dataset.token;
  };
  takeToken(tag);

  const ask = (path, line, column) => {
    const file = path.split("/").map(encodeURIComponent).join("/");
    const headers = { "Dateline-Token": token };
    return fetch(`/.dateline/open/${line}/${column}/${file}`, { cache: "no-store", headers });
  };

  // A server that was started again has a new word, and gives it to the page that is asked for again.
  const renewToken = async () => {
    const page = await fetch(location.href, { cache: "no-store" });
    takeToken(ownTag(new DOMParser().parseFromString(await page.text(), "text/html")) ?? tag);
    return token !== null;
  };

  return {
    isThere: () => token !== null,
    takeToken,
    // Gives what is to be said if it could not be opened, or nothing.
    async open({ path, line, column }) {
      try {
        let answer = await ask(path, line, column);
        if (answer.status === 403 && (await renewToken())) answer = await ask(path, line, column);
        return answer.ok ? null : `${path} was not opened: ${await answer.text()}`;
      } catch {
        return `${path} was not opened: the preview does not answer; is \`dateline serve\` still running?`;
      }
    },
  };
})();
