// Opens a project file in the editor's own program, where that is allowed.
// Knows neither the buttons nor the program.
const editor = (() => {
  // The permission to open files. It is for this script alone, so it is removed from the page.
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

  // A server that was started again has a new token. The page has it when it is fetched again.
  const renewToken = async () => {
    const page = await fetch(location.href, { cache: "no-store" });
    takeToken(ownTag(new DOMParser().parseFromString(await page.text(), "text/html")) ?? tag);
    return token !== null;
  };

  return {
    isThere: () => token !== null,
    takeToken,
    // Returns a sentence that says why the file could not be opened, or null.
    async open({ path, line, column }) {
      const failed = (reason) => `${path} could not be opened: ${reason}`;
      try {
        let answer = await ask(path, line, column);
        if (answer.status === 403 && (await renewToken())) answer = await ask(path, line, column);
        return answer.ok ? null : failed(await answer.text());
      } catch {
        return failed("the preview does not answer; is `dateline serve` still running?");
      }
    },
  };
})();
