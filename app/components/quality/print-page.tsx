import { Button } from '@shopify/polaris';

const ON_PAPER = `@media print {
  nav, button, [role=navigation], .Polaris-Page-Header__RightAlign, .Polaris-Pagination { display: none !important; }
  .Polaris-Page { max-width: none; padding: 0; }
  .Polaris-ShadowBevel { break-inside: avoid; box-shadow: none; border: 1px solid #ccc; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}`;

/** Prints the page as it is, without what can only be pressed. */
export function PrintPage() {
  return (
    <>
      <style>{ON_PAPER}</style>
      <Button onClick={() => window.print()}>Print</Button>
    </>
  );
}
