"""The overview as a Plotly Dash app: map, week selector and table, on the figures in the file that OVERVIEW names.

Written in Dash's favour: all weeks are in memory, a change of the week is one round trip, answers are compressed,
and the table is plain. Plotly's own choropleth fetches shapes from elsewhere and never draws offline, so the
regions are filled lines.
"""

import json
import os
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, ctx, dcc, html

from tests.bench.peers.outlines import points

found = json.loads(Path(os.environ["OVERVIEW"]).read_text())
WEEKS: list[str] = list(found["weeks"])
ROWS: dict[str, list[dict[str, Any]]] = found["weeks"]
SIGNALS: list[str] = found["signals"]
OUTLINES = {row["code"]: points(row["path"]) for row in ROWS[WEEKS[-1]]}

app = Dash(__name__, serve_locally=True, compress=True, title="Overview")
server = app.server  # what gunicorn serves


def title(week: str) -> str:
    return f"Week from {week}"


def level(row: dict[str, Any]) -> str:
    return f"{row['number']} {row['level']}" if row["number"] else "unknown"


def map_of(week: str) -> go.Figure:
    """Draw each region as a filled line in the colour of its level, with its number on it."""
    rows = ROWS[week]
    figure = go.Figure([_region(row) for row in rows])
    figure.add_trace(
        go.Scatter(
            x=[row["label_x"] for row in rows], y=[row["label_y"] for row in rows], mode="text",
            text=[str(row["number"] or "?") for row in rows], hoverinfo="skip",
        )
    )  # fmt: skip
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, autorange="reversed", scaleanchor="x")
    figure.update_layout(
        showlegend=False, margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=700, plot_bgcolor="white",
        uirevision="map",
    )  # fmt: skip
    return figure


def _region(row: dict[str, Any]) -> go.Scatter:
    x, y = OUTLINES[row["code"]]
    return go.Scatter(
        x=x, y=y, fill="toself", fillcolor=row["colour"], line={"color": "white", "width": 1}, mode="lines",
        hoveron="fills", name=row["name"], text=f"{row['name']}: {level(row)}", hoverinfo="text",
    )  # fmt: skip


def table_of(week: str) -> list[html.Thead | html.Tbody]:
    """Return the same rows as the map shows."""
    heads = ("region", "level", *SIGNALS, "deciding", "state")
    body = [
        html.Tr([html.Th(row["name"]), html.Td(level(row)), *map(_value, row["values"]), html.Td(row["deciding"]),
                 html.Td(row["state"])])
        for row in ROWS[week]
    ]  # fmt: skip
    return [html.Thead(html.Tr([html.Th(head) for head in heads])), html.Tbody(body)]


def _value(value: float | None) -> html.Td:
    return html.Td("–" if value is None else f"{value:.1f}")


def layout() -> html.Div:
    week = WEEKS[-1]
    return html.Div(
        [
            html.H1(title(week), id="title"),
            html.Button("Previous week", id="previous"),
            dcc.Dropdown(WEEKS, week, id="week", clearable=False),
            dcc.Graph(id="map", figure=map_of(week), config={"displayModeBar": False}),
            html.Table(table_of(week), id="table"),
        ]
    )


@app.callback(
    Output("title", "children"), Output("week", "value"), Output("map", "figure"), Output("table", "children"),
    Input("previous", "n_clicks"), Input("week", "value"), prevent_initial_call=True,
)  # fmt: skip
def change_week(_clicks: int, week: str) -> tuple[Any, ...]:
    """Show the week that was chosen, or the one before it."""
    if ctx.triggered_id == "previous":
        week = WEEKS[max(0, WEEKS.index(week) - 1)]
    return title(week), week, map_of(week), table_of(week)


app.layout = layout
