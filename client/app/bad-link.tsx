import { Button } from '@mantine/core';
import { SearchParamError, useLocation, useNavigate, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ButtonLink } from './links.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';

/** What a page shows that broke: a link whose parameters cannot be read says so and offers the page without them. */
export function BadLink({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  if (error instanceof SearchParamError) {
    return (
      <EmptyState
        title="This link cannot be read"
        action={
          <Button onClick={() => void navigate({ href: pathname, replace: true }).then(reset)}>Open the page without its filters</Button>
        }
      >
        Something in the part after “?” is not a filter that this page knows. It may have been cut off when it was copied.
      </EmptyState>
    );
  }
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState title="This page stopped working" message={error instanceof Error ? error.message : String(error)} retry={retry} />;
}

/** No page at this address. */
export function Lost() {
  return (
    <EmptyState title="There is nothing here" action={<ButtonLink to="/">Go to the start</ButtonLink>}>
      The address may be wrong, or you have no access to what it names.
    </EmptyState>
  );
}
