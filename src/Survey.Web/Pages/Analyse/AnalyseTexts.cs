namespace Survey.Web.Pages.Analyse;

/// <summary>Marks the texts of the analyst's pages and exports; the key of a text is its Vietnamese wording.</summary>
public sealed class AnalyseTexts;
