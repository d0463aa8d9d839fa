// Asks every second whether a file was saved, and loads the page anew when one was.
const { state, ask } = document.currentScript.dataset;

async function look() {
  if (document.hidden) return;
  const answer = await fetch(ask, { cache: 'no-store' }).catch(() => null); // the preview may have been stopped
  if (answer?.ok && (await answer.text()) !== state) location.reload();
}

setInterval(look, 1000);
