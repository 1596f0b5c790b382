using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The questionnaires that travel with the program.</summary>
public static class ShippedLibrary
{
    private static readonly Lazy<IReadOnlyList<Questionnaire>> Read = new(() =>
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "surveys", "questionnaires");
        return !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(f => QuestionnaireJson.Read(File.ReadAllBytes(f)).Questionnaire).OfType<Questionnaire>()];
    });

    public static IReadOnlyList<Questionnaire> All => Read.Value;
}
