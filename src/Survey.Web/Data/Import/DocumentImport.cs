using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>A JSON file that was read and found right.</summary>
internal sealed record ImportDocument(string File, ImportKind Kind, Questionnaire? Questionnaire, ScoringScheme? Scheme);

/// <summary>Questionnaires and scoring schemes from JSON.</summary>
internal static class DocumentImport
{
    public static ImportDocument? Read(ImportFile file, ProblemList problems)
    {
        if (IsScoring(file.Content))
        {
            var read = ScoringSchemeJson.Read(file.Content);
            AddProblems(file, read.Problems, problems);
            return read.Scheme is { } scheme ? new ImportDocument(file.Name, ImportKind.Scoring, null, scheme) : null;
        }

        var result = QuestionnaireJson.Read(file.Content);
        AddProblems(file, result.Problems, problems);
        return result.Questionnaire is { } questionnaire ? new ImportDocument(file.Name, ImportKind.Questionnaire, questionnaire, null) : null;
    }

    public static async Task<ImportedFile> ApplyAsync(SurveyDbContext context, ImportDocument document, ImportOptions options, DraftStore drafts, ProblemList problems, CancellationToken cancellationToken) =>
        document.Questionnaire is { } questionnaire
            ? await ApplyQuestionnaireAsync(context, document, questionnaire, options, drafts, problems, cancellationToken)
            : await ScoringImport.ApplyAsync(context, document.File, document.Scheme!, problems, cancellationToken);

    /// <summary>The first or next version of a questionnaire, with exactly the draft's bytes.</summary>
    public static QuestionnaireVersion Publish(StoredQuestionnaire questionnaire, int number, DateTime now) => new()
    {
        Id = RandomKey.New(),
        QuestionnaireId = questionnaire.Id,
        Number = number,
        Json = questionnaire.Draft,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(questionnaire.Draft))),
        PublishedAt = now,
    };

    private static void AddProblems(ImportFile file, IEnumerable<JsonProblem> found, ProblemList problems)
    {
        foreach (var problem in found)
        {
            problems.Add(file.Name, null, null, new(problem.Reason, problem.Reason), problem.Path);
        }
    }

    private static async Task<ImportedFile> ApplyQuestionnaireAsync(SurveyDbContext context, ImportDocument document, Questionnaire questionnaire, ImportOptions options, DraftStore drafts, ProblemList problems, CancellationToken cancellationToken)
    {
        var owner = options.OwnerUnitId ?? await context.Units.Where(u => u.ParentId == null).OrderBy(u => u.Path).Select(u => (long?)u.Id).FirstOrDefaultAsync(cancellationToken);
        var stored = await context.Questionnaires.Include(q => q.Unit).FirstOrDefaultAsync(q => q.Code == questionnaire.Code, cancellationToken);
        if (owner is null)
        {
            problems.Add(document.File, null, null, new("Chưa có đơn vị nào. Hãy nhập danh sách đơn vị trước.", "There is no unit yet. Import the units first."));
            return new(document.File, document.Kind, 0, 0, 0);
        }

        if (stored is not null && options.WithinPaths is { } paths && !paths.Any(p => stored.Unit!.Path.StartsWith(p, StringComparison.Ordinal)))
        {
            problems.Add(document.File, null, null, new($"Mã phiếu “{questionnaire.Code}” đã có đơn vị khác dùng.", $"Another unit uses the questionnaire code '{questionnaire.Code}'."), "$.code");
            return new(document.File, document.Kind, 0, 0, 0);
        }

        var draft = QuestionnaireJson.Write(questionnaire);
        if (stored is null)
        {
            drafts.Add(questionnaire, owner.Value, null, "questionnaire_added");
            return new(document.File, document.Kind, 1, 0, 0);
        }

        if (stored.Draft == draft)
        {
            return new(document.File, document.Kind, 0, 0, 1);
        }

        drafts.Replace(stored, draft, null, "questionnaire_replaced");
        return new(document.File, document.Kind, 0, 1, 0);
    }

    // A scoring scheme is known by its criteria, a questionnaire by nearly everything else.
    private static bool IsScoring(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("criteria", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
