// What pages do by keyboard and mouse beyond what a browser does by itself. Every page works without it.
"use strict";
