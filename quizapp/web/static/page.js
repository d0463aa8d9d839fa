// Makes pages nicer; every one of them works without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const leave = document.querySelector('.leave');

function cover(event) {
  event?.preventDefault();
  document.title = '';
  document.body.replaceChildren();
  location.replace(leave.href);
}

if (leave) {
  let shifts = [];
  leave.addEventListener('click', cover);
  addEventListener('keydown', (event) => {
    if (event.repeat) return;
    // Input methods use Shift while typing, so a text field swallows it.
    const typing = event.target.closest?.('textarea, select, input:not([type=radio], [type=checkbox], [readonly])');
    if (event.key !== 'Shift' || typing) return void (shifts = []);
    shifts = [...shifts, event.timeStamp].filter((time) => event.timeStamp - time < 5000);
    if (shifts.length === 3) cover();
  });
  // A covered page that the browser brings back is asked for anew.
  addEventListener('pageshow', (event) => event.persisted && !document.body.children.length && location.reload());
}

document.querySelector('.mend')?.focus();

// A report or a picture that is being made is asked for again; without scripts, the head of the page does so.
const again = document.querySelector('[data-again]');
if (again) setTimeout(() => location.replace(location.href), again.dataset.again * 1000);

function addButton(source, words, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.ariaLive = 'polite';
  button.textContent = words;
  button.addEventListener('click', () => act(button));
  source.closest('.link, .say').append(button);
}

for (const source of navigator.clipboard ? all('[data-copy]') : [])
  addButton(source, source.dataset.copy, async (button) => {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    button.textContent = source.dataset.copied;
    setTimeout(() => (button.textContent = source.dataset.copy), 4000);
  });

// Who closes the sheet of apps without choosing one has not done anything wrong.
for (const source of navigator.share ? all('[data-share]') : [])
  addButton(source, source.dataset.share, () => navigator.share({ url: source.value }).catch(() => {}));

const items = all('.item:has(.thread, .beads)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
let pressed = -1000;

function moveOn(item, focus) {
  const next = items[items.indexOf(item) + 1];
  if (!next || next.querySelector(':checked')) return;
  if (focus) next.querySelector('input').focus({ preventScroll: !calm.matches });
  if (!calm.matches && next.getBoundingClientRect().bottom > innerHeight)
    next.scrollIntoView({ block: 'center', behavior: 'smooth' });
}

if (items.length) {
  addEventListener('pointerdown', (event) => (pressed = event.timeStamp));
  addEventListener('change', (event) => {
    // Arrow keys pass through every answer on their way; only a finger or a mouse has chosen.
    if (event.timeStamp - pressed < 800) moveOn(event.target.closest('.item'), false);
  });
  addEventListener('keydown', (event) => {
    const item = event.target.closest?.('.item');
    if (!item || event.ctrlKey || event.altKey || event.metaKey || !/^\d$/.test(event.key)) return;
    const answer = all('.thread input, .beads input', item)[(+event.key + 9) % 10];
    if (!answer) return;
    answer.click();
    answer.focus();
    moveOn(item, true);
  });
}

// Answers are kept as they are given. One that could not be goes with the next, and all go with the page.
function keepAnswers(form) {
  const opened = performance.now();
  const changed = new Set();
  let timer, busy;

  async function keep(atOnce = document.hidden) {
    if (!changed.size || (busy && !atOnce)) return;
    const names = [...changed];
    const filled = new FormData(form);
    const at = Math.round(+form.dataset.now + performance.now() - opened);
    const body = new URLSearchParams({ at, csrf_token: filled.get('csrf_token') });
    for (const name of names) body.set(name, filled.get(name) ?? '');
    changed.clear();
    const sent = (busy = fetch(form.dataset.keep, { method: 'POST', body, keepalive: true }).catch(() => null));
    const reply = await sent;
    if (busy === sent) busy = null;
    if (!reply || reply.status >= 429) for (const name of names) changed.add(name);
    else wait(0); // what came meanwhile
  }

  function wait(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(() => keep(), milliseconds);
  }

  form.addEventListener('input', ({ target }) => {
    changed.add(target.name);
    wait(target.type === 'radio' ? 700 : 3000);
  });
  form.addEventListener('submit', () => changed.clear());
  document.addEventListener('visibilitychange', () => document.hidden && keep());

  // The page that a link leads to, such as this one in another language, is to show them. None is waited for long.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    const elsewhere = link && !link.getAttribute('href').startsWith('#') && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!elsewhere || event.defaultPrevented || !(changed.size || busy)) return;
    event.preventDefault();
    const late = new Promise((resolve) => setTimeout(resolve, 2000));
    Promise.race([Promise.all([busy, keep(true)]), late]).then(() => location.assign(link.href));
  });
}

all('form[data-keep]').forEach(keepAnswers);
