import './styles/all.css';
import { createRoot } from 'react-dom/client';
import { ApprovalWindow } from './features/approvals/approval-window';
import { Frame } from './frame';
import { openConsole } from './open-console';

const { value, live } = openConsole(window);

createRoot(document.getElementById('root')!).render(
  <Frame value={value} notesAt="top-right">
    <ApprovalWindow />
  </Frame>,
);
live.start();
