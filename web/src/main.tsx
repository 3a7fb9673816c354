import 'graphiql/setup-workers/vite'; // first: the editors ask for their workers as soon as they are loaded
import 'graphiql/style.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { Playground } from './playground.tsx';
import { signInByLink } from './session.ts';

const place = document.getElementById('playground');
if (!place) throw new Error('The page has no element with the id "playground".');
// A link that is not good any more leaves a page that says so at the first operation.
await signInByLink().catch(() => {});
createRoot(place).render(<Playground debateLink={location.search} />);
