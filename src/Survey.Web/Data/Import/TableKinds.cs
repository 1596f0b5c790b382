namespace Survey.Web.Data.Import;

/// <summary>The columns by which a table is recognised.</summary>
internal sealed record TableKind(ImportKind Kind, string[] Required, string[] Optional)
{
    public static readonly TableKind[] All =
    [
        new(ImportKind.Units, ["code", "name", "level", "parent"],
            ["name_en", "peer_group", "identifier", "feedback", "valid_from", "valid_to", "predecessors"]),
        new(ImportKind.Services, ["code", "name", "unit"], ["name_en", "field", "field_en"]),
        new(ImportKind.Counters, ["key", "unit", "name", "kind"], ["name_en", "services", "shared_device", "code"]),
        new(ImportKind.Targets, ["unit", "index", "year", "operator", "value"], []),
        new(ImportKind.Transactions, ["unit", "service", "period", "count"], ["unit_name", "service_name"]),
        new(ImportKind.Outside, ["unit", "index", "year", "value", "source"], ["component", "rank", "target", "address", "note"]),
        new(ImportKind.Criteria, ["unit", "period", "index", "criterion", "points", "source"], ["unit_name", "criterion_name"]),
        new(ImportKind.Rates, ["unit", "period", "scheme", "input", "value"], ["source", "unit_name", "criterion", "criterion_name"]),
        new(ImportKind.Periods, ["template", "code", "name", "from", "from_year", "to", "to_year"],
            ["name_en", "due_internal", "due_external", "recipient", "predecessor", "predecessor_year"]),
    ];

    /// <summary>The kind whose required columns are all there, with columns it does not know; or the nearest with what it lacks.</summary>
    public static (TableKind Kind, string[] Missing, string[] Unknown) Recognise(IReadOnlyCollection<string> header) => All
        .Select(k => (Kind: k, Missing: k.Required.Except(header).ToArray(), Unknown: header.Except(k.Required).Except(k.Optional).ToArray()))
        .OrderBy(m => m.Missing.Length + m.Unknown.Length)
        .ThenBy(m => m.Missing.Length)
        .First();
}
