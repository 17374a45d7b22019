import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/** Keeps a page up to date: asks again every `everyMs` while it is seen and `active`. */
export function useLivePage(active: boolean, everyMs = 4000): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!active) {
      return;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && state === 'idle') {
        revalidate();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [active, everyMs, revalidate, state]);
}
