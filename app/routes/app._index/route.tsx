import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Card, Page, Text } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { authenticate } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return null;
}

export default function Home() {
  return (
    <Page title="Home">
      <Card>
        <Text as="p">Welcome</Text>
      </Card>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
