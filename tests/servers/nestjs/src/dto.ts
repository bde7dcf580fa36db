// What goes over the wire.
import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from "@nestjs/swagger";
import { Transform, Type } from "class-transformer";
import { IsArray, IsBoolean, IsDateString, IsEnum, IsInt, IsNumber, IsOptional, IsString, Length, Max, Min, ValidateNested } from "class-validator";

export enum Kind {
  City = "city",
  Tour = "tour",
}

export class Size {
  @ApiProperty()
  @IsNumber()
  height: number;

  @ApiProperty({ enum: ["cm", "in"], default: "cm" })
  @IsString()
  unit: string;
}

export class Bike {
  @ApiProperty({ readOnly: true })
  id: number;

  @ApiProperty({ minLength: 2, maxLength: 40 })
  @IsString()
  @Length(2, 40)
  name: string;

  @ApiProperty({ enum: Kind, enumName: "Kind" })
  @IsEnum(Kind)
  kind: Kind;

  @ApiPropertyOptional({ nullable: true, type: String, format: "date-time" })
  @IsOptional()
  @IsDateString()
  bought?: string | null;

  @ApiPropertyOptional({ type: () => Size })
  @IsOptional()
  @ValidateNested()
  @Type(() => Size)
  size?: Size;

  @ApiProperty({ type: [String], default: [] })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  tags: string[];
}

export class CreateBikeDto extends OmitType(Bike, ["id"] as const) {}

export class UpdateBikeDto extends PartialType(CreateBikeDto) {}

export class LoginDto {
  @ApiProperty()
  @IsString()
  username: string;

  @ApiProperty({ format: "password" })
  @IsString()
  password: string;
}

export class TokenDto {
  @ApiProperty({ name: "access_token" })
  access_token: string;
}

export class PageMeta {
  @ApiProperty()
  page: number;

  @ApiProperty()
  take: number;

  @ApiProperty()
  itemCount: number;

  @ApiProperty()
  pageCount: number;

  @ApiProperty()
  hasPreviousPage: boolean;

  @ApiProperty()
  hasNextPage: boolean;
}

export class PageDto<T> {
  // As the usual recipe for pages has it: the document says "a list of lists" here, and each operation narrows it.
  @ApiProperty({ isArray: true })
  data: T[];

  @ApiProperty({ type: () => PageMeta })
  meta: PageMeta;
}

export class ListQuery {
  @ApiPropertyOptional({ minimum: 1, default: 1 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @IsOptional()
  page: number = 1;

  @ApiPropertyOptional({ minimum: 1, maximum: 50, default: 10 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  @IsOptional()
  take: number = 10;

  @ApiPropertyOptional({ enum: Kind, enumName: "Kind", isArray: true })
  @Transform(({ value }) => (Array.isArray(value) ? value : [value]))
  @IsEnum(Kind, { each: true })
  @IsOptional()
  kind?: Kind[];

  @ApiPropertyOptional()
  @Transform(({ value }) => value === "true")
  @IsBoolean()
  @IsOptional()
  sized?: boolean;
}

export class FileDto {
  @ApiProperty()
  id: number;

  @ApiProperty()
  originalName: string;

  @ApiProperty()
  size: number;

  @ApiPropertyOptional({ type: String, nullable: true })
  note?: string | null;
}

export class UploadDto {
  @ApiProperty({ type: "string", format: "binary" })
  file: unknown;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  note?: string;
}

export class UploadsDto {
  @ApiProperty({ type: "array", items: { type: "string", format: "binary" } })
  files: unknown[];
}
