import { createContext, use } from 'react';
import { graphql, readFragment, type FragmentOf, type ResultOf } from '../graphql/graphql.ts';

export const Viewer_session = graphql(`
  fragment Viewer_session on Viewer {
    user {
      id
      name
      email
    }
    memberships {
      role
      project {
        id
        slug
        name
      }
    }
  }
`);

export type SignedInViewer = ResultOf<typeof Viewer_session>;

const ViewerContext = createContext<SignedInViewer | null>(null);

export const ViewerProvider = ViewerContext;

/** Who is signed in. Only within the signed-in part of the page. */
export function useViewer(): SignedInViewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer is for pages behind the sign-in.');
  return viewer;
}

export const readViewer = (viewer: FragmentOf<typeof Viewer_session>): SignedInViewer => readFragment(Viewer_session, viewer);
