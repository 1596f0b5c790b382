using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Survey.Core.Questionnaires;

namespace Survey.Core.Responses;

/// <summary>What a questionnaire's items take, looked up once per questionnaire and not once per sheet.</summary>
internal sealed class AnswerCatalogue
{
    // By reference: a questionnaire is immutable and lives as long as its published version.
    private static readonly ConditionalWeakTable<Questionnaire, AnswerCatalogue> Known = [];

    private AnswerCatalogue(Questionnaire q)
    {
        Items = [.. q.Items.Select((item, order) => new Entry(order, item, AnswerCodes.Of(item).ToFrozenSet(StringComparer.Ordinal)))];
        ByCode = Items.ToFrozenDictionary(e => e.Item.Code, StringComparer.Ordinal);
        IndexItems = q.Indices.SelectMany(i => i.Dimensions).SelectMany(d => d.Items).Select(i => i.Code)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The items in the order they are asked.</summary>
    public IReadOnlyList<Entry> Items { get; }

    public FrozenDictionary<string, Entry> ByCode { get; }

    /// <summary>Codes of the items that some index counts.</summary>
    public FrozenSet<string> IndexItems { get; }

    public static AnswerCatalogue For(Questionnaire q) => Known.GetValue(q, static x => new AnswerCatalogue(x));

    internal sealed record Entry(int Order, Item Item, FrozenSet<string> Codes);
}
