using System.Runtime.CompilerServices;
using System.Text;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;
using Survey.Web.Data.Import.Foreign.LimeSurvey;
using Survey.Web.Data.Import.Foreign.SurveyJs;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>The sample files of LimeSurvey and SurveyJS, made up for these tests.</summary>
internal static class ForeignSamples
{
    public static readonly TheoryData<string> All = ["every_type.lss", "older_layout.lss", "every_type.json", "conditions.json", "early_version.json", "many_pages.json"];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder(), "Samples", name));

    public static ForeignReading Read(string name) => Read(name, Bytes(name));

    /// <summary>Reads without the net that catches exceptions.</summary>
    public static ForeignReading Read(string name, byte[] content) => name.EndsWith(".lss", StringComparison.Ordinal)
        ? LssReader.Read(new ImportFile(name, content), CancellationToken.None)
        : SurveyJsReader.Read(new ImportFile(name, content), CancellationToken.None);

    public static ForeignReading ReadJson(string json) => Read("x.json", Encoding.UTF8.GetBytes(json));

    public static ForeignReading ReadLss(string tables) => Read("x.lss", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>400</DBVersion>{tables}</document>"));

    public static LossEntry At(this ForeignReading reading, string place) => reading.Report.Entries.First(e => e.Place == place);

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
