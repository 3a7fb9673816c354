import 'graphiql/setup-workers/vite'; // first: the editors ask for their workers as soon as they are loaded
import 'graphiql/style.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { Playground } from './playground.tsx';

const place = document.getElementById('playground');
if (!place) throw new Error('The page has no element with the id "playground".');
createRoot(place).render(<Playground debateLink={location.search} />);
