namespace Survey.Web.Data.Reports;

/// <summary>The section <c>Survey:Reports</c> of the settings.</summary>
public sealed class ReportSettings
{
    /// <summary>How often packs that another node was asked for are looked for; 0: this node makes none.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>Whether PDFs are made where LibreOffice or Chromium is found on PATH.</summary>
    public bool Pdf { get; init; } = true;

    /// <summary>After how many seconds a conversion is given up.</summary>
    public int PdfSeconds { get; init; } = 120;
}
