import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

/** Shopify opens the app at its root with a shop in the query; everybody else sees what this is. */
export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has('shop')) {
    throw redirect(`/app?${url.searchParams}`);
  }
  return null;
}

export default function Landing() {
  return (
    <main
      style={{
        fontFamily: 'Inter, system-ui, sans-serif',
        maxWidth: '36rem',
        margin: '15vh auto',
        padding: '0 1.5rem',
        lineHeight: 1.5,
      }}
    >
      <h1>Onefold</h1>
      <p>One trustworthy view of every customer: online, in your stores and in your files.</p>
      <p>Onefold lives in the Shopify admin. Open it from Apps in your store's admin.</p>
    </main>
  );
}
