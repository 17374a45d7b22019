import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { FirstProducts, GoesWith, PathSteps } from '#app/components/value/product-cards.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { readProductsPage } from '#app/pipeline/read-value-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readProductsPage(shop)), format: formattingOf(shop) };
}

export default function Products() {
  const { products, exam, paths, asOf, format } = useLoaderData<typeof loader>();
  return (
    <Page title="Products" subtitle="What leads to what, over every channel">
      <ValueNav />
      {paths.firsts.length === 0 ? (
        <Card>
          <EmptyState heading="No products sold yet" image="">
            <p>As soon as orders with their lines are here, so is what people buy first, then and after.</p>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="400">
          <AsOf at={asOf} format={format} />
          {products.length > 0 && <GoesWith products={products} exam={exam} />}
          <FirstProducts firsts={paths.firsts} />
          <PathSteps steps={paths.steps} format={format} />
        </BlockStack>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
