"""A garden on Flask-RESTX, which serves a document of Swagger 2.0: models, parsers with files, masks, basic auth."""

import io
from typing import Any

from flask import Flask, Response, request, send_file
from flask_restx import Api, Resource, fields, inputs, reqparse
from werkzeug.datastructures import FileStorage

app = Flask(__name__)
api = Api(
    app,
    version="5.0",
    title="Garden",
    prefix="/api",
    security=[{"apikey": []}, {"basic": []}],
    authorizations={
        "apikey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        "basic": {"type": "basic"},
    },
)
plants = api.namespace("plants", description="What grows")
files = api.namespace("files", description="Pictures")

soil = api.model("Soil", {"ph": fields.Float(required=True), "kind": fields.String(enum=["clay", "loam", "sand"])})
plant_fields = {
    "name": fields.String(required=True, min_length=2, max_length=40),
    "kind": fields.String(required=True, enum=["herb", "shrub", "tree"]),
    "planted": fields.Date,
    "soil": fields.Nested(soil, allow_null=True),
    "tags": fields.List(fields.String),
}
new_plant = api.model("NewPlant", plant_fields)
change = api.model(
    "PlantChange", {**plant_fields, "name": fields.String, "kind": fields.String(enum=["herb", "shrub", "tree"])}
)
plant = api.inherit("Plant", new_plant, {"id": fields.Integer(readonly=True, required=True), "added": fields.DateTime})
page = api.model(
    "PlantPage",
    {
        "items": fields.List(fields.Nested(plant), required=True),
        "page": fields.Integer(required=True),
        "per_page": fields.Integer(required=True),
        "total": fields.Integer(required=True),
    },
)
picture = api.model(
    "Picture", {"id": fields.Integer, "name": fields.String, "size": fields.Integer, "note": fields.String}
)
error = api.model("Error", {"message": fields.String(required=True), "errors": fields.Raw})

listing = reqparse.RequestParser()
listing.add_argument("page", type=int, default=1, location="args")
listing.add_argument("per_page", type=int, default=10, location="args", choices=[2, 5, 10, 50])
listing.add_argument("kind", action="append", location="args")
listing.add_argument("tag", action="split", location="args")
listing.add_argument("planted_after", type=inputs.date_from_iso8601, location="args")
upload = reqparse.RequestParser()
upload.add_argument("file", type=FileStorage, location="files", required=True)
upload.add_argument("note", location="form")
uploads = reqparse.RequestParser()
uploads.add_argument("pictures", type=FileStorage, location="files", required=True, action="append")

growing: dict[int, dict[str, Any]] = {}
kept: dict[int, tuple[dict[str, Any], bytes]] = {}


@app.before_request
def sign_in() -> Response | None:
    basic = request.authorization
    signed = basic is not None and (basic.username, basic.password) == ("ada", "sec ret&1")
    if request.path != "/api/swagger.json" and not signed and request.headers.get("X-API-Key") != "key":
        return Response('{"message": "Sign in first"}', 401, content_type="application/json")
    return None


def found(number: int) -> dict[str, Any]:
    if number not in growing:
        api.abort(404, f"No plant {number}")
    return growing[number]


@plants.route("")
class Plants(Resource):
    @api.expect(listing)
    @api.marshal_with(page)
    def get(self) -> dict[str, Any]:
        args = listing.parse_args()
        shown = [
            each
            for each in growing.values()
            if (not args["kind"] or each["kind"] in args["kind"])
            and (not args["tag"] or set(args["tag"]) <= set(each["tags"]))
            and (not args["planted_after"] or str(each.get("planted") or "") > args["planted_after"].isoformat())
        ]
        start = (args["page"] - 1) * args["per_page"]
        items = shown[start : start + args["per_page"]]
        return {"items": items, "page": args["page"], "per_page": args["per_page"], "total": len(shown)}

    @api.expect(new_plant, validate=True)
    @api.marshal_with(plant, code=201)
    @api.response(400, "Validation error", error)
    def post(self) -> tuple[dict[str, Any], int]:
        number = max(growing, default=0) + 1
        growing[number] = {"tags": [], **api.payload, "id": number, "added": "2024-05-06T07:08:09"}
        return growing[number], 201


@plants.route("/<int:id>")
@api.response(404, "No such plant", error)
class Plant(Resource):
    @api.marshal_with(plant)
    def get(self, id: int) -> dict[str, Any]:
        return found(id)

    @api.expect(new_plant, validate=True)
    @api.marshal_with(plant)
    def put(self, id: int) -> dict[str, Any]:
        old = found(id)
        growing[id] = {"tags": [], **api.payload, "id": id, "added": old["added"]}
        return growing[id]

    @api.expect(change, validate=True)
    @api.marshal_with(plant)
    def patch(self, id: int) -> dict[str, Any]:
        found(id).update(api.payload)
        return growing[id]

    @api.response(204, "Gone")
    def delete(self, id: int) -> tuple[str, int]:
        del growing[found(id)["id"]]
        return "", 204


def keep(file: FileStorage, note: str | None = None) -> dict[str, Any]:
    content = file.read()
    number = len(kept) + 1
    kept[number] = ({"id": number, "name": file.filename, "size": len(content), "note": note}, content)
    return kept[number][0]


@files.route("")
class Files(Resource):
    @api.expect(upload)
    @api.marshal_with(picture, code=201)
    def post(self) -> tuple[dict[str, Any], int]:
        args = upload.parse_args()
        return keep(args["file"], args["note"]), 201


@files.route("/several")
class Several(Resource):
    @api.expect(uploads)
    @api.marshal_list_with(picture, code=201)
    def post(self) -> tuple[list[dict[str, Any]], int]:
        return [keep(file) for file in uploads.parse_args()["pictures"]], 201


@files.route("/<int:id>")
class File(Resource):
    @api.produces(["application/octet-stream"])
    @api.response(200, "The picture", fields.Raw)
    def get(self, id: int) -> Response:
        if id not in kept:
            api.abort(404, f"No file {id}")
        return send_file(io.BytesIO(kept[id][1]), mimetype="application/octet-stream")
