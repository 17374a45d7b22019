/** A small measurement of Web Vitals: LCP, FCP, CLS, INP and TTFB of this page, reported when it is hidden. */
const values = new Map();
let report = null;
let isSent = false;

function observe(type, handle) {
  try {
    new PerformanceObserver((list) => handle(list.getEntries())).observe({
      type,
      buffered: true,
      durationThreshold: 16,
    });
  } catch {
    // The browser does not measure this one.
  }
}

observe('largest-contentful-paint', (entries) => values.set('LCP', entries.at(-1).startTime));
observe('paint', (entries) => {
  for (const entry of entries) if (entry.name === 'first-contentful-paint') values.set('FCP', entry.startTime);
});
observe('layout-shift', (entries) => {
  for (const entry of entries) if (!entry.hadRecentInput) values.set('CLS', (values.get('CLS') ?? 0) + entry.value);
});
observe('event', (entries) => {
  for (const entry of entries)
    if (entry.interactionId) values.set('INP', Math.max(values.get('INP') ?? 0, entry.duration));
});
const [page] = performance.getEntriesByType('navigation');
if (page) values.set('TTFB', page.responseStart);

function send() {
  if (!report || isSent || values.size === 0) return;
  isSent = true;
  const metrics = [...values].map(([name, value]) => ({ id: `${name}-${crypto.randomUUID()}`, name, value }));
  void report({ metrics });
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') send();
});

export async function onReport(callback) {
  report = callback;
}
