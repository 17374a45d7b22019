import { Banner, BlockStack, Button, type ButtonProps } from '@shopify/polaris';
import { createContext, type ReactNode, useContext } from 'react';

const MayDecide = createContext(true);

/** Whether whoever looks at the page may decide who is who. */
export function useMayDecide(): boolean {
  return useContext(MayDecide);
}

type Props = {
  mayDecide: boolean;
  /** Says nothing above the page; what can be pressed says it where it stands. */
  quiet?: boolean;
  children: ReactNode;
};

/** What a page that decides is made of: who may not decide sees everything, is told why nothing can be pressed, and by whom that changes. */
export function Deciding({ mayDecide, quiet = false, children }: Props) {
  return (
    <MayDecide.Provider value={mayDecide}>
      <BlockStack gap="400">
        {!mayDecide && !quiet && (
          <Banner title="You can look, not decide" action={{ content: 'See who may', url: '/app/activation' }}>
            <p>Who is who is decided by staff with that role. The owner of the shop gives it.</p>
          </Banner>
        )}
        {children}
      </BlockStack>
    </MayDecide.Provider>
  );
}

/** A button that decides something: it rests for whoever may not. */
export function DecideButton({ disabled = false, ...button }: ButtonProps) {
  const mayDecide = useMayDecide();
  return <Button {...button} disabled={disabled || !mayDecide} />;
}
