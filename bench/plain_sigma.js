// A graph drawn as sigma's own examples do it: every node and edge loaded, built and drawn.

import Graph from "graphology";
import Sigma from "sigma";

const graph = new Graph();
graph.import(await (await fetch("graph.json")).json());
new Sigma(graph, document.getElementById("graph"));
