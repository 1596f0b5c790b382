using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Survey.Web.Data.Backup;

/// <summary>A column with the type in which its values stand in a backup, the same for both databases.</summary>
internal sealed record StoredColumn(string Name, Type Type);

/// <summary>A table of the model, as a backup sees it.</summary>
internal sealed class StoredTable
{
    private readonly ITable _table;

    private StoredTable(ITable table)
    {
        _table = table;
        Columns = [.. table.Columns.Select(ColumnOf).OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    public string Name => _table.Name;
    public IReadOnlyList<StoredColumn> Columns { get; }

    /// <summary>All tables in an order that does not change.</summary>
    public static IReadOnlyList<StoredTable> Of(SurveyDbContext context) =>
        [.. context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Select(t => new StoredTable(t)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Reads every row by its primary key: the order of rows says nothing about the order of their arrival.</summary>
    public string SelectAll(ISqlGenerationHelper sql) => "SELECT " + string.Join(", ", Columns.Select(c => sql.DelimitIdentifier(c.Name)))
        + " FROM " + sql.DelimitIdentifier(Name)
        + " ORDER BY " + string.Join(", ", _table.PrimaryKey!.Columns.Select(c => sql.DelimitIdentifier(c.Name)));

    /// <summary>One row as a JSON array in the order of the columns.</summary>
    public void WriteRow(Utf8JsonWriter json, DbDataReader reader)
    {
        json.WriteStartArray();
        for (var i = 0; i < Columns.Count; i++)
        {
            Write(json, reader, i, Columns[i].Type);
        }

        json.WriteEndArray();
    }

    /// <summary>The values of a row as the database takes them.</summary>
    /// <exception cref="FormatException">The line is no row of this table.</exception>
    public object?[] ReadRow(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != Columns.Count)
        {
            throw new FormatException($"A row of {Name} has not {Columns.Count} values.");
        }

        try
        {
            return [.. row.EnumerateArray().Select((value, i) => Read(value, Columns[i].Type))];
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"A value of {Name} is of another kind than its column.", e);
        }
    }

    private static StoredColumn ColumnOf(IColumn column)
    {
        var property = column.PropertyMappings[0].Property;
        var converter = property.GetValueConverter();
        var type = converter?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return new StoredColumn(column.Name, type.IsEnum ? Enum.GetUnderlyingType(type) : type);
    }

    private static void Write(Utf8JsonWriter json, DbDataReader reader, int i, Type type)
    {
        if (reader.IsDBNull(i))
        {
            json.WriteNullValue();
        }
        else if (type == typeof(string))
        {
            json.WriteStringValue(reader.GetString(i));
        }
        else if (type == typeof(bool))
        {
            json.WriteBooleanValue(reader.GetBoolean(i));
        }
        else if (type == typeof(byte[]))
        {
            json.WriteBase64StringValue(reader.GetFieldValue<byte[]>(i));
        }
        else if (type == typeof(DateTime))
        {
            json.WriteStringValue(Instant(reader.GetDateTime(i)));
        }
        else if (type == typeof(DateTimeOffset))
        {
            json.WriteStringValue(Instant(reader.GetFieldValue<DateTimeOffset>(i).UtcDateTime));
        }
        else if (type == typeof(DateOnly))
        {
            json.WriteStringValue(reader.GetFieldValue<DateOnly>(i).ToString("O", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumberValue(reader.GetInt64(i));
        }
    }

    private static object? Read(JsonElement value, Type type) => value.ValueKind == JsonValueKind.Null ? null
        : type == typeof(string) ? value.GetString()
        : type == typeof(bool) ? value.GetBoolean()
        : type == typeof(byte[]) ? value.GetBytesFromBase64()
        : type == typeof(DateTime) ? ParseInstant(value)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(ParseInstant(value), TimeSpan.Zero)
        : type == typeof(DateOnly) ? DateOnly.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture)
        : value.GetInt64();

    // Microseconds: the finest that both databases keep.
    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static DateTime ParseInstant(JsonElement value) => DateTime.SpecifyKind(
        DateTime.ParseExact(value.GetString()!, "yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
