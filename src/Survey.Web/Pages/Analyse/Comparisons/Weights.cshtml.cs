using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>Other sets of weights for the dimensions of an index. A set never changes, so that what was shown by it stays true.</summary>
public sealed class WeightsModel(SurveyDbContext database, PublishedVersions versions, LocalCalendar calendar, ReportText texts) : StaffPage, IReadsFormFields
{
    private const string Prefix = "weight_";
    private const int NameLength = 100;
    private const int MostSets = 50;
    private const decimal MostWeight = 1000;

    /// <summary>Questionnaires whose latest version has an index of several dimensions.</summary>
    public IReadOnlyList<(long Id, Questionnaire Model)> Questionnaires { get; private set; } = [];
    public Questionnaire? Questionnaire { get; private set; }
    public IndexDefinition? Index { get; private set; }
    public IReadOnlyList<(WeightSet Set, string By)> Sets { get; private set; } = [];

    [BindProperty]
    public string? Name { get; set; }

    public string Typed(string dimension) => Request.HasFormContentType ? Request.Form[Prefix + dimension].ToString() : "";

    public static string FieldOf(string dimension) => Prefix + dimension;

    public bool MayRead(string? handler, string field) => field.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<IActionResult> OnGetAsync(string? q, string? index, CancellationToken cancellationToken) =>
        await LoadAsync(q, index, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromQuery] string? q, [FromQuery] string? index, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(q, index, cancellationToken) || Index is null || Questionnaire is null)
        {
            return NotFound();
        }

        if (Request.Form.Keys.Any(k => k.StartsWith(Prefix, StringComparison.Ordinal) && Index.Dimensions.All(d => FieldOf(d.Code) != k)))
        {
            return BadRequest();
        }

        var name = TypedText.Clean(Name).ReplaceLineEndings(" ");
        var weights = ReadWeights(name);
        if (Problems.Count > 0)
        {
            return Page();
        }

        var set = new WeightSet
        {
            Id = RandomKey.New(),
            QuestionnaireId = Questionnaires.First(x => x.Model == Questionnaire).Id,
            IndexCode = Index.Code,
            Code = $"w{RandomKey.New():x}",
            Name = name,
            Weights = JsonSerializer.Serialize(weights.ToDictionary(w => w.Key, w => w.Value.ToString("0.####", CultureInfo.InvariantCulture))),
            CreatedBy = Access.AccountId,
            CreatedAt = calendar.UtcNow,
        };
        database.Add(set);
        database.Audit(calendar, Access.AccountId, "weights_added", $"{Questionnaire.Code}/{Index.Code}: {name}");
        await database.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã thêm bộ trọng số “{0}”.", name]);
        return LocalRedirect($"/analyse/weights?q={Questionnaire.Code}&index={Index.Code}");
    }

    private Dictionary<string, decimal> ReadWeights(string name)
    {
        if (name.Length is 0 or > NameLength || Sets.Any(s => string.Equals(s.Set.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            Problem("Name", texts["Hãy đặt một tên chưa dùng, tối đa 100 ký tự."]);
        }

        if (Sets.Count >= MostSets)
        {
            Problem("", texts["Một chỉ số có tối đa 50 bộ trọng số."]);
        }

        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var dimension in Index!.Dimensions)
        {
            var typed = Typed(dimension.Code).Trim().Replace(',', '.');
            if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
                && weight is > 0 and <= MostWeight && decimal.Round(weight, 4) == weight)
            {
                weights[dimension.Code] = weight;
            }
            else
            {
                Problem(FieldOf(dimension.Code), texts["{0}: hãy ghi một số lớn hơn 0, không quá 1.000, tối đa bốn chữ số thập phân.", texts.In(dimension.Title)]);
            }
        }

        return weights;
    }

    // Questionnaires of the units that the reader may analyse, of those below, and of those above, which serve them, too.
    private async Task<bool> LoadAsync(string? q, string? index, CancellationToken cancellationToken)
    {
        var paths = Access.Paths(Role.Analyst).ToList();
        var latest = await database.QuestionnaireVersions.AsNoTracking()
            .Where(v => !database.QuestionnaireVersions.Any(n => n.QuestionnaireId == v.QuestionnaireId && n.Number > v.Number))
            .Select(v => new { v.Id, v.QuestionnaireId, v.Questionnaire!.Unit!.Path, v.Questionnaire.Code }).OrderBy(v => v.Code).ToListAsync(cancellationToken);
        var known = new List<(long, Questionnaire)>();
        foreach (var version in latest.Where(v => paths.Exists(p => v.Path.StartsWith(p, StringComparison.Ordinal) || p.StartsWith(v.Path, StringComparison.Ordinal))))
        {
            if (await versions.FindAsync(database, version.Id, cancellationToken) is { } model && model.Indices.Any(i => i.Dimensions.Count > 1))
            {
                known.Add((version.QuestionnaireId, model));
            }
        }

        Questionnaires = known;
        Questionnaire = q is null ? (Questionnaires.Count > 0 ? Questionnaires[0].Model : null) : Questionnaires.FirstOrDefault(x => x.Model.Code == q).Model;
        Index = Questionnaire?.Indices.Where(i => i.Dimensions.Count > 1).FirstOrDefault(i => index is null || i.Code == index);
        if (Index is null)
        {
            return q is null && index is null;
        }

        var id = Questionnaires.First(x => x.Model == Questionnaire).Id;
        var sets = await database.WeightSets.AsNoTracking().Where(w => w.QuestionnaireId == id && w.IndexCode == Index.Code).OrderBy(w => w.CreatedAt)
            .Select(w => new { Set = w, By = database.Users.Where(u => u.Id == w.CreatedBy).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(cancellationToken);
        Sets = [.. sets.Select(s => (s.Set, s.By ?? ""))];
        return true;
    }
}
