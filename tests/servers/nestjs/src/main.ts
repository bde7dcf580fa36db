// A bicycle shop on NestJS, written as its documentation teaches: DTOs, guards, pages, uploads, downloads, events.
import "reflect-metadata";
import {
  Body, CanActivate, Controller, Delete, ExecutionContext, Get, HttpCode, Injectable, Module, NotFoundException, Param,
  ParseIntPipe, Patch, Post, Put, Query, Sse, StreamableFile, UnauthorizedException, UploadedFile, UploadedFiles, UseGuards,
  UseInterceptors, ValidationPipe,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FileInterceptor, FilesInterceptor } from "@nestjs/platform-express";
import {
  ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiExtraModels, ApiNoContentResponse, ApiNotFoundResponse,
  ApiOkResponse, ApiProduces, ApiTags, DocumentBuilder, SwaggerModule, getSchemaPath,
} from "@nestjs/swagger";
import { Observable, from, map } from "rxjs";
import { Bike, CreateBikeDto, FileDto, ListQuery, LoginDto, PageDto, TokenDto, UpdateBikeDto, UploadDto, UploadsDto } from "./dto";

const TOKEN = "token-of-ada";
const bikes = new Map<number, Bike>();
const files = new Map<number, { facts: FileDto; content: Buffer }>();

@Injectable()
class SignedIn implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.switchToHttp().getRequest().headers.authorization !== `Bearer ${TOKEN}`) {
      throw new UnauthorizedException("Sign in first");
    }
    return true;
  }
}

@ApiTags("auth")
@Controller("auth")
class AuthController {
  @Post("login")
  @HttpCode(200)
  @ApiOkResponse({ type: TokenDto })
  login(@Body() given: LoginDto): TokenDto {
    if (given.username !== "ada" || given.password !== "sec ret&1") {
      throw new UnauthorizedException("Wrong name or password");
    }
    return { access_token: TOKEN };
  }

  @Get("profile")
  @ApiBearerAuth()
  @UseGuards(SignedIn)
  profile(): object {
    // No response type: the document says nothing of the body.
    return { username: "ada" };
  }
}

function found(id: number): Bike {
  const bike = bikes.get(id);
  if (bike === undefined) {
    throw new NotFoundException(`No bike ${id}`);
  }
  return bike;
}

@ApiTags("bikes")
@ApiBearerAuth()
@ApiExtraModels(PageDto, Bike)
@UseGuards(SignedIn)
@Controller("bikes")
class BikesController {
  @Post()
  @ApiCreatedResponse({ type: Bike })
  create(@Body() bike: CreateBikeDto): Bike {
    const id = Math.max(0, ...bikes.keys()) + 1;
    bikes.set(id, { ...bike, tags: bike.tags ?? [], id });
    return found(id);
  }

  @Get()
  @ApiOkResponse({
    schema: {
      allOf: [
        { $ref: getSchemaPath(PageDto) },
        { properties: { data: { type: "array", items: { $ref: getSchemaPath(Bike) } } } },
      ],
    },
  })
  findAll(@Query() query: ListQuery): PageDto<Bike> {
    const all = [...bikes.values()].filter(
      (bike) =>
        (query.kind === undefined || query.kind.includes(bike.kind)) &&
        (query.sized === undefined || (bike.size !== undefined) === query.sized),
    );
    const pageCount = Math.ceil(all.length / query.take);
    return {
      data: all.slice((query.page - 1) * query.take, query.page * query.take),
      meta: {
        page: query.page, take: query.take, itemCount: all.length, pageCount,
        hasPreviousPage: query.page > 1, hasNextPage: query.page < pageCount,
      },
    };
  }

  @Sse("events")
  events(): Observable<{ data: object; type: string }> {
    return from([0, 1, 2]).pipe(map((step) => ({ data: { step }, type: "ride" })));
  }

  @Get(":id")
  @ApiOkResponse({ type: Bike })
  @ApiNotFoundResponse({ description: "No such bike" })
  findOne(@Param("id", ParseIntPipe) id: number): Bike {
    return found(id);
  }

  @Put(":id")
  @ApiOkResponse({ type: Bike })
  replace(@Param("id", ParseIntPipe) id: number, @Body() bike: CreateBikeDto): Bike {
    found(id);
    bikes.set(id, { ...bike, tags: bike.tags ?? [], id });
    return found(id);
  }

  @Patch(":id")
  @ApiOkResponse({ type: Bike })
  update(@Param("id", ParseIntPipe) id: number, @Body() change: UpdateBikeDto): Bike {
    bikes.set(id, Object.assign(found(id), Object.fromEntries(Object.entries(change).filter(([, each]) => each !== undefined))));
    return found(id);
  }

  @Delete(":id")
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param("id", ParseIntPipe) id: number): void {
    found(id);
    bikes.delete(id);
  }
}

function keep(file: Express.Multer.File, note?: string): FileDto {
  const id = files.size + 1;
  const originalName = Buffer.from(file.originalname, "latin1").toString("utf8");
  files.set(id, { facts: { id, originalName, size: file.size, note: note ?? null }, content: file.buffer });
  return files.get(id)!.facts;
}

@ApiTags("files")
@ApiBearerAuth()
@UseGuards(SignedIn)
@Controller("files")
class FilesController {
  @Post()
  @UseInterceptors(FileInterceptor("file"))
  @ApiConsumes("multipart/form-data")
  @ApiBody({ type: UploadDto })
  @ApiCreatedResponse({ type: FileDto })
  upload(@UploadedFile() file: Express.Multer.File, @Body() body: UploadDto): FileDto {
    return keep(file, body.note);
  }

  @Post("batch")
  @UseInterceptors(FilesInterceptor("files"))
  @ApiConsumes("multipart/form-data")
  @ApiBody({ type: UploadsDto })
  @ApiCreatedResponse({ type: [FileDto] })
  uploadMany(@UploadedFiles() given: Express.Multer.File[]): FileDto[] {
    return given.map((file) => keep(file));
  }

  @Get(":id/content")
  @ApiProduces("application/octet-stream")
  @ApiOkResponse({ schema: { type: "string", format: "binary" } })
  download(@Param("id", ParseIntPipe) id: number): StreamableFile {
    const file = files.get(id);
    if (file === undefined) {
      throw new NotFoundException(`No file ${id}`);
    }
    return new StreamableFile(file.content);
  }
}

@Module({ controllers: [AuthController, BikesController, FilesController] })
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule);
  app.useGlobalPipes(new ValidationPipe({ transform: true }));
  app.setGlobalPrefix("api");
  const described = new DocumentBuilder().setTitle("Bicycles").setVersion("1.0").addBearerAuth().build();
  SwaggerModule.setup("docs", app, () => SwaggerModule.createDocument(app, described));
  await app.listen(Number(process.env.PORT), "127.0.0.1");
}

void main();
