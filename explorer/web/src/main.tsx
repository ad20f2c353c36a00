import "./theme/fonts.css";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/shell.css";
import "./theme/parts.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";

const place = document.getElementById("app");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
