using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>The exact interval of one figure of a unit, kept since it was made from the responses, which go on.</summary>
/// <param name="Part">Code of the dimension; empty: the index itself.</param>
internal sealed record FrozenInterval(string Unit, string Questionnaire, string Index, string Part, double Low, double High);

/// <summary>
/// Everything that the figures of a closed period are made of: the organisation, the counts of the period and of those it is
/// compared with, targets and transactions, as they were when it was closed. Reports are made from it as from the present.
/// </summary>
internal sealed record FrozenCounts
{
    /// <summary>The file's name in the snapshot.</summary>
    public const string FileName = "counts.json.gz";

    private static readonly JsonSerializerOptions Options = new()
    {
        // A column that came later is not in an older snapshot.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NothingRequired } },
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The format of the packed counts, see Survey.Core.Indices.Tally.</summary>
    public required int TallyFormat { get; init; }
    public required WorldRows World { get; init; }
    public required List<TransactionCount> Transactions { get; init; }
    public required List<TallyCell> Cells { get; init; }
    public List<FrozenInterval> Intervals { get; init; } = [];

    public byte[] Write()
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            JsonSerializer.Serialize(zip, this, Options);
        }

        return memory.ToArray();
    }

    public static FrozenCounts Read(byte[] content)
    {
        using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<FrozenCounts>(zip, Options) ?? throw new InvalidDataException("The frozen counts are empty.");
    }

    private static void NothingRequired(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
        }
    }
}
