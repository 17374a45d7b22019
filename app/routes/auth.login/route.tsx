/** Never asks for a shop's address: the App Store forbids it, and the admin knows it anyway. */
export default function Login() {
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
      <h1>Open Onefold from your Shopify admin</h1>
      <p>Your session has ended or this page was opened directly. In your store's admin, choose Apps, then Onefold.</p>
    </main>
  );
}
