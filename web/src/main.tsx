import 'graphiql/setup-workers/vite'; // first: the editors ask for their workers as soon as they are loaded
import 'graphiql/style.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { Playground } from './playground.tsx';
import { signInByLink } from './session.ts';

const place = document.getElementById('playground');
const STALE =
  'This sign-in link is not good any more: it signs one browser in, within 15 minutes. The server prints another when it is started again.';

if (!place) throw new Error('The page has no element with the id "playground".');
if (!(await signInByLink().catch(() => false))) place.before(notice(STALE));
createRoot(place).render(<Playground debateLink={location.search} />);

function notice(text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = 'notice';
  element.role = 'alert';
  element.textContent = text;
  return element;
}
