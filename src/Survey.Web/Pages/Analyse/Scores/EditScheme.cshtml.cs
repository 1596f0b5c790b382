using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Scores.Schemes;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>A line of the table as it is typed.</summary>
public sealed record CriterionInput
{
    public string? Code { get; init; }
    public string? Title { get; init; }
    public string? TitleEn { get; init; }
    public string? Note { get; init; }
    public string? Max { get; init; }

    /// <summary>Empty: a heading.</summary>
    public string? Kind { get; init; }
    public string? Parameters { get; init; }
    public string? NotApplicable { get; init; }

    public static CriterionInput Of(Criterion line) => new()
    {
        Code = line.Code,
        Title = line.Title.In("vi"),
        TitleEn = line.Title.Has("en") ? line.Title.In("en") : "",
        Note = line.Note?.In("vi"),
        Max = line is ScoredCriterion scored ? FormulaText.Number(scored.Max) : (line as CriterionGroup)?.PrintedMax is { } printed ? FormulaText.Number(printed) : "",
        Kind = line is ScoredCriterion kind ? FormulaWords.Kind(kind.Formula) : "",
        Parameters = line is ScoredCriterion formula ? FormulaText.Write(formula.Formula) : "",
        NotApplicable = line is ScoredCriterion { NotApplicable: var rule } ? rule switch { NotApplicableRule.LowerBase => "lower_base", NotApplicableRule.FullMarks => "full_marks", _ => "" } : "",
    };

    public JsonObject ToJson(Criterion? before)
    {
        var node = new JsonObject { ["code"] = Clean(Code), ["title"] = SchemeEdits.Words(before?.Title, Clean(Title), Clean(TitleEn)) };
        if (Clean(Note).Length > 0)
        {
            node["note"] = SchemeEdits.Words(before?.Note, Clean(Note), before?.Note is { } note && note.Has("en") ? note.In("en") : "");
        }

        if (Clean(Kind).Length == 0)
        {
            if (Clean(Max).Length > 0)
            {
                node["printedMax"] = FormulaText.NumberNode(Clean(Max));
            }

            node["criteria"] = new JsonArray();
            return node;
        }

        node["max"] = FormulaText.NumberNode(Clean(Max));
        if (Clean(NotApplicable).Length > 0)
        {
            node["notApplicable"] = Clean(NotApplicable);
        }

        node["formula"] = FormulaText.Read(Clean(Kind), Clean(Parameters));
        return node;
    }

    private static string Clean(string? text) => TypedText.Clean(text);
}

/// <summary>Edits one line of a version that no sheet uses: its words, points and formula; adds beside it, moves and removes it.</summary>
public sealed class EditSchemeModel(SurveyDbContext context, SchemeDesk desk, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty(SupportsGet = true)]
    public string? Criterion { get; set; }

    [BindProperty]
    public CriterionInput Input { get; set; } = new();

    public StoredScheme Stored { get; private set; } = null!;
    public Criterion Line { get; private set; } = null!;
    public bool IsNew { get; private set; }
    public string Address => $"/scores/schemes/{Stored.Id}/edit?criterion={Line.Code}";

    public async Task<IActionResult> OnGetAsync(long id, bool add, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused)
        {
            return refused;
        }

        IsNew = add;
        Input = add ? new() { Code = Line is CriterionGroup ? Line.Code + "." : Line.Code[..(Line.Code.LastIndexOf('.') + 1)] } : CriterionInput.Of(Line);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, document => SchemeEdits.Replace(document, Line.Code, Input.ToJson(Line)), () => Input.Code ?? "", cancellationToken);

    public Task<IActionResult> OnPostAddAsync(long id, CancellationToken cancellationToken)
    {
        IsNew = true;
        return ChangeAsync(id, document => SchemeEdits.Add(document, Line.Code, Input.ToJson(null)), () => Input.Code ?? "", cancellationToken);
    }

    public Task<IActionResult> OnPostRemoveAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, document => SchemeEdits.Remove(document, Line.Code), () => "", cancellationToken);

    public Task<IActionResult> OnPostMoveAsync(long id, int by, CancellationToken cancellationToken) =>
        ChangeAsync(id, document => SchemeEdits.Move(document, Line.Code, Math.Clamp(by, -1, 1)), () => Line.Code, cancellationToken);

    private async Task<IActionResult> ChangeAsync(long id, Action<JsonObject> change, Func<string> next, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var read = SchemeEdits.Change(Stored.Scheme, change);
        if (read.Scheme is not { } changed)
        {
            Problems.AddRange(read.Problems.Take(10).Select(p => ("", $"{p.Path}: {p.Reason}")));
            Input = Request.Form.ContainsKey("Input.Code") ? Input : CriterionInput.Of(Line);
            return Page();
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await desk.ReplaceAsync(Stored, changed, cancellationToken))
        {
            return StatusCode(StatusCodes.Status409Conflict);
        }

        context.Audit(calendar, Access.AccountId, "scoring_scheme_edited", $"{changed.Code} {changed.Version}: {Line.Code}");
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Notice(texts["Đã lưu."]);
        return LocalRedirect($"/scores/schemes/{id}" + (next() is { Length: > 0 } code ? "#k-" + Uri.EscapeDataString(code.Replace('.', '-')) : ""));
    }

    private async Task<IActionResult?> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (!Access.Has(Role.Administrator))
        {
            return Forbid();
        }

        if (await desk.FindAsync(id, cancellationToken) is not { } stored)
        {
            return NotFound();
        }

        if (stored.IsUsed || stored.Scheme.All.FirstOrDefault(c => c.Code == Criterion) is not { } line)
        {
            return LocalRedirect($"/scores/schemes/{id}");
        }

        (Stored, Line) = (stored, line);
        return null;
    }
}
