// Keeps a view that fails from taking the page with it.

import { Component, type ReactNode } from "react";
import { Failure } from "../parts/states";

interface State {
  error: unknown;
}

export class Trouble extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Failure error={this.state.error} again={() => this.setState({ error: null })} />;
  }
}
