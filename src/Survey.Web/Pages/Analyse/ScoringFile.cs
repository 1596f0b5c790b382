using System.Text.Encodings.Web;
using System.Text.Json;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>The scoring file as JSON by surveys/schema/scoring-file.schema.json. Its figures are those of the page: the same reports.</summary>
public static class ScoringFile
{
    private const int SchemaVersion = 1;
    private const string Language = "vi";

    public static async Task WriteJsonAsync(ScoringDocument document, Stream output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        Header(json, document);
        Unit(json, document);
        json.WriteStartArray("indices");
        foreach (var index in document.Indices)
        {
            Index(json, document, index);
        }

        json.WriteEndArray();
        Criteria(json, document);
        Totals(json, document.Sheet);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void Header(Utf8JsonWriter json, ScoringDocument document)
    {
        var (scheme, period) = (document.Scheme, document.Selection.Period);
        json.WriteStartObject("header");
        json.WriteStartObject("scheme");
        json.WriteString("code", scheme.Code);
        json.WriteNumber("version", scheme.Version);
        json.WriteString("title", scheme.Title.In(Language));
        json.WriteString("effective_from", Day(scheme.EffectiveFrom));
        json.WriteString("effective_to", Day(scheme.EffectiveTo));
        json.WriteString("legal_basis", scheme.LegalBasis?.In(Language) ?? "–");
        json.WriteEndObject();
        json.WriteNumber("year", period.Year);
        json.WriteStartObject("period");
        json.WriteString("code", period.Code);
        json.WriteString("name", period.Name);
        json.WriteEndObject();
        json.WriteString("data_from", Day(period.First));
        json.WriteString("data_to", Day(period.Last));
        json.WriteString("due", Day(period.DueExternal ?? period.DueInternal));
        Submission(json, document);
        json.WriteString("snapshot", $"{scheme.Code}-{scheme.Version}-{document.Selection.Unit.Code}-{period.Code}");
        json.WriteNumber("revision", document.Stored?.Sheet.Number ?? 1);
        json.WriteBoolean("synthetic", document.Synthetic);
        json.WriteEndObject();
    }

    private static void Unit(Utf8JsonWriter json, ScoringDocument document)
    {
        var unit = document.Selection.Unit;
        json.WriteStartObject("unit");
        Reference(json, unit);
        json.WriteString("level", unit.Level.ToString().ToLowerInvariant());
        json.WriteString("peer_group", unit.PeerGroup);
        json.WritePropertyName("parent");
        ReferenceValue(json, document.Parent);
        json.WriteString("valid_from", Day(unit.ValidFrom));
        json.WriteString("valid_to", Day(unit.ValidTo));
        foreach (var (name, units) in new[] { ("predecessors", document.Predecessors), ("successors", document.Successors) })
        {
            json.WriteStartArray(name);
            foreach (var other in units)
            {
                ReferenceValue(json, other);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Reference(Utf8JsonWriter json, Unit unit)
    {
        json.WriteString("id", unit.Code);
        json.WriteString("identifier", unit.Identifier);
        json.WriteString("name", unit.Name);
    }

    private static void ReferenceValue(Utf8JsonWriter json, Unit? unit)
    {
        if (unit is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        Reference(json, unit);
        json.WriteEndObject();
    }

    private static void Index(Utf8JsonWriter json, ScoringDocument document, ScoredIndex index)
    {
        var report = index.Report;
        json.WriteStartObject();
        json.WriteString("index", report.Index.Code);
        json.WriteString("title", report.Index.Title.In(Language));
        json.WriteString("method", ScoringWords.Method(report.Index.Method));
        json.WriteNumber("method_version", report.Index.MethodVersion);
        json.WriteString("questionnaire", index.Questionnaire.Code);
        json.WriteStartArray("questionnaire_versions");
        foreach (var version in index.Versions)
        {
            json.WriteNumberValue(version);
        }

        json.WriteEndArray();
        json.WriteString("versions_note", index.VersionsNote);
        json.WriteNull("service");
        json.WriteNull("channel");
        json.WriteString("sampling_mode", ScoringWords.Sampling(report.Sampling));
        Number(json, "population", document.Population);
        json.WriteNull("planned");
        json.WriteNull("issued");
        json.WriteNull("received");
        Number(json, "valid", index.IsSuppressed ? null : index.Figure!.Base);
        json.WriteNull("excluded");
        var counts = index.IsSuppressed ? null : IndexCounts.Of(index);
        Counts(json, counts);
        Number(json, "mean", counts?.Mean?.ToDecimal(2));
        Number(json, "top_two_box", counts?.TopTwoBox?.ToDecimal(2));
        Number(json, "value", index.Figure?.Rounded);
        Interval(json, index);
        Target(json, report.Overall);
        Previous(json, report);
        json.WriteNull("rank");
        json.WriteNumber("minimum_base", Math.Max(report.Index.MinimumBase, Suppression.MinimumShown));
        json.WriteBoolean("suppressed", index.IsSuppressed);
        Dimensions(json, index);
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, IndexCounts? counts)
    {
        if (counts is null)
        {
            json.WriteNull("counts");
            json.WriteNull("not_applicable");
            return;
        }

        json.WriteStartArray("counts");
        foreach (var (point, score, count) in counts.Points)
        {
            json.WriteStartObject();
            json.WriteString("point", point);
            json.WriteNumber("score", score);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("not_applicable", counts.NotApplicable);
    }

    private static void Interval(Utf8JsonWriter json, ScoredIndex index)
    {
        if (index is not { IsSuppressed: false, Figure.Interval: { } interval })
        {
            json.WriteNull("confidence_interval");
            return;
        }

        json.WriteStartObject("confidence_interval");
        json.WriteNumber("lower", ScoringWords.Bound(interval.Low));
        json.WriteNumber("upper", ScoringWords.Bound(interval.High));
        json.WriteNumber("level", 0.95m);
        json.WriteString("describes", index.Report.Sampling is [SamplingMode.Probability or SamplingMode.Census] ? "population" : "responses");
        json.WriteEndObject();
    }

    private static void Target(Utf8JsonWriter json, ReportRow overall)
    {
        if (overall.Target is not { } target)
        {
            json.WriteNull("target");
            return;
        }

        json.WriteStartObject("target");
        json.WriteString("operator", target.Operator == TargetOperator.Above ? ">" : "≥");
        json.WriteNumber("value", target.Value);
        if (overall.TargetMet is { } met)
        {
            json.WriteBoolean("met", met);
        }
        else
        {
            json.WriteNull("met");
        }

        json.WriteEndObject();
    }

    private static void Previous(Utf8JsonWriter json, UnitReport report)
    {
        if (report.Before is not { } before)
        {
            json.WriteNull("previous");
            return;
        }

        var comparable = report.Overall.Difference?.Comparable ?? true;
        json.WriteStartObject("previous");
        json.WriteString("period", before.Code);
        Number(json, "value", report.Overall.Before?.Rounded);
        Number(json, "difference", comparable ? report.Overall.Difference?.Rounded : null);
        json.WriteBoolean("comparable", comparable);
        json.WriteEndObject();
    }

    private static void Dimensions(Utf8JsonWriter json, ScoredIndex index)
    {
        json.WriteStartArray("dimensions");
        foreach (var dimension in index.Report.Index.Dimensions)
        {
            var row = index.Report.Dimensions.FirstOrDefault(d => d.Code == dimension.Code);
            var hidden = index.IsSuppressed || row?.Figure?.Value is null;
            json.WriteStartObject();
            json.WriteString("code", dimension.Code);
            json.WriteString("title", dimension.Title.In(Language));
            json.WriteNumber("weight", dimension.Weight);
            Number(json, "valid", hidden ? null : row!.Figure!.Base);
            Counts(json, hidden ? null : IndexCounts.Of(index, dimension.Code));
            Number(json, "value", hidden ? null : row!.Figure!.Rounded);
            json.WriteBoolean("suppressed", hidden);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Submission(Utf8JsonWriter json, ScoringDocument document)
    {
        if (document.Stored?.Sheet.SubmittedAt is not { } submitted)
        {
            json.WriteNull("submitted_at");
            json.WriteNull("on_time");
            return;
        }

        json.WriteString("submitted_at", DateTime.SpecifyKind(submitted, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        if ((document.Selection.Period.DueExternal ?? document.Selection.Period.DueInternal) is { } due)
        {
            json.WriteBoolean("on_time", document.SubmittedOn <= due);
        }
        else
        {
            json.WriteNull("on_time");
        }
    }

    private static void Criteria(Utf8JsonWriter json, ScoringDocument document)
    {
        var criteria = document.Scheme.All.OfType<ScoredCriterion>().ToDictionary(c => c.Code);
        json.WriteStartArray("criteria");
        foreach (var row in document.Sheet.Rows.Where(r => !r.IsGroup))
        {
            var stored = document.Stored?.Find(row.Code);
            var self = stored?.Self ?? row;
            json.WriteStartObject();
            json.WriteString("code", row.Code);
            json.WriteString("title", row.Title.In(Language));
            json.WriteNumber("max", row.Max.ToDecimal(4));
            json.WriteNumber("adjusted_max", row.AdjustedMax.ToDecimal(4));
            json.WriteString("applicability", ScoringWords.Applicability(row));
            ScoringWords.Formula(json, document.Scheme, criteria[row.Code]);
            ScoringWords.Inputs(json, criteria[row.Code], document);
            Number(json, "self_score", self.RoundedPoints ?? (self.Status == ScoreStatus.NotApplicable ? 0 : null));
            Number(json, "appraised_score", stored?.Appraised);
            json.WriteString("appraisal_reason", stored is { IsAppraised: true, Reason.Length: > 0 } ? stored.Reason : null);
            Evidence(json, stored?.Evidence);
            json.WriteString("status", ScoringWords.Status(row, document.Stored));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Evidence(Utf8JsonWriter json, IReadOnlyList<Scores.EvidenceName>? files)
    {
        if (files is null)
        {
            json.WriteNull("evidence");
            return;
        }

        json.WriteStartArray("evidence");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("media_type", file.ContentType);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Totals(Utf8JsonWriter json, ScoreSheetResult sheet)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("earned", sheet.Earned.ToDecimal(4));
        json.WriteNumber("adjusted_base", sheet.AdjustedBase.ToDecimal(4));
        Number(json, "ratio", sheet.Ratio is { } ratio ? (ratio * 100).ToDecimal(2) : null);
        json.WriteNumber("missing", sheet.Missing.Count);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
