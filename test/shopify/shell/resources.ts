import { toGid } from '../world/gid.ts';
import type { ShopStore } from '../world/shop-store.ts';

type Resource = {
  id: string;
  title: string;
  handle?: string;
  variants?: { id: string; title: string; price: string }[];
};

/** What the resource picker offers: products with their variants, variants, or customers. */
export function findResources(store: ShopStore, type: string, query: string): Resource[] {
  const wanted = query.toLowerCase();
  const matches = ({ title }: Resource): boolean => title.toLowerCase().includes(wanted);
  return (type === 'variant' ? variants(store) : products(store)).filter(matches).slice(0, 50);
}

function products(store: ShopStore): Resource[] {
  return [...store.products.values()].map((product) => ({
    id: toGid('Product', product.id),
    title: product.title,
    handle: product.handle,
    variants: product.variants.map((variant) => ({
      id: toGid('ProductVariant', variant.id),
      title: variant.title,
      price: variant.price,
    })),
  }));
}

function variants(store: ShopStore): Resource[] {
  return [...store.variants.values()].map(({ product, variant }) => ({
    id: toGid('ProductVariant', variant.id),
    title: `${product.title} – ${variant.title}`,
  }));
}
