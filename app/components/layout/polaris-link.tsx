import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** What Polaris hands to its link component and what a browser's link takes of it. */
type LinkProps = {
  children?: ReactNode;
  url?: string;
  external?: boolean;
  ref?: unknown;
  [attribute: string]: unknown;
};

/** Polaris' links as Remix links, so that pages change without a reload; addresses of other places stay plain links. */
export function PolarisLink({ children, url = '', external, ref: _ref, ...rest }: LinkProps) {
  if (external || ELSEWHERE.test(url)) {
    return (
      <a rel="noopener noreferrer" target={external ? '_blank' : '_self'} {...rest} href={url}>
        {children}
      </a>
    );
  }
  return (
    <Link {...rest} to={url}>
      {children}
    </Link>
  );
}
