// Makes pages nicer; every one of them works without it.
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
  // Input methods use Shift while typing, so a text field swallows it.
  addEventListener('keydown', (event) => {
    if (event.repeat) return;
    const typing = event.target.closest?.('textarea, select, input:not([type=radio], [type=checkbox], [readonly])');
    if (event.key !== 'Shift' || typing) return void (shifts = []);
    shifts = [...shifts, event.timeStamp].filter((time) => event.timeStamp - time < 5000);
    if (shifts.length === 3) cover();
  });
  // A page that was covered and is brought back by the browser is asked for anew.
  addEventListener('pageshow', (event) => event.persisted && !document.body.children.length && location.reload());
}

document.querySelector('.mend')?.focus();

if (navigator.clipboard) {
  for (const source of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = source.dataset.copy;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      button.textContent = source.dataset.copied;
      setTimeout(() => (button.textContent = source.dataset.copy), 4000);
    });
    (source.closest('.link, .say') ?? source.parentNode).append(button);
  }
}

const items = [...document.querySelectorAll('.item:has([type=radio])')];
const calm = matchMedia('(prefers-reduced-motion: reduce)');
let pressed = -1000;

function moveOn(item, focus) {
  const next = items[items.indexOf(item) + 1];
  if (!next || next.querySelector(':checked')) return;
  if (focus) next.querySelector('input').focus({ preventScroll: true });
  if (focus && calm.matches) next.scrollIntoView({ block: 'nearest' });
  else if (!calm.matches && next.getBoundingClientRect().bottom > innerHeight)
    next.scrollIntoView({ block: 'center', behavior: 'smooth' });
}

if (document.querySelector('.thread, .beads')) {
  addEventListener('pointerdown', (event) => (pressed = event.timeStamp));
  addEventListener('change', (event) => {
    const item = event.target.closest('.item');
    // Arrow keys pass through every answer on their way; only a finger or a mouse has chosen.
    if (item && event.timeStamp - pressed < 800) moveOn(item, false);
  });
  addEventListener('keydown', (event) => {
    const item = event.target.closest?.('.item');
    if (!item || event.ctrlKey || event.altKey || event.metaKey || !/^\d$/.test(event.key)) return;
    const answer = item.querySelectorAll('.thread input, .beads input')[(Number(event.key) + 9) % 10];
    if (!answer) return;
    answer.checked = true;
    answer.focus();
    moveOn(item, true);
  });
}
