using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Respond;

/// <summary>What the address asks for. Parameters that others add (fbclid, zarsrc …) are not looked at.</summary>
public readonly record struct PageRequest(string Language, string Service, string Channel)
{
    /// <summary>Stands for a service that the counter does not list.</summary>
    public const string OtherService = "-";

    private const string Qr = "qr";
    private const string Link = "link";
    private const string Kiosk = "kiosk";

    public static PageRequest Of(HttpRequest request) => request.QueryString.HasValue
        ? new(request.Query["lang"].ToString(), request.Query["s"].ToString(), request.Query["c"].ToString())
        : new("", "", "");

    /// <summary>The first language unless another of them was asked for.</summary>
    public static string LanguageAmong(IReadOnlyList<string> languages, string asked) => languages.Contains(asked) ? asked : languages[0];

    /// <summary>The channel as the form carries it: a shared device is a kiosk, a link says so, all else is a QR code.</summary>
    public static string ChannelName(RespondPoint point, string asked) => point.SharedDevice ? Kiosk : asked == Link ? Link : Qr;

    /// <summary>The channel that is stored, or null where the form's field is none of ours.</summary>
    public static Data.Entities.Channel? ChannelOf(RespondPoint point, string sent) => sent switch
    {
        Qr or Link or Kiosk when point.SharedDevice => Data.Entities.Channel.Kiosk,
        Link => Data.Entities.Channel.Link,
        Qr or Kiosk => Data.Entities.Channel.Qr,
        _ => null,
    };

    /// <summary>Languages of the page: the questionnaire's, or all in which the program itself can speak.</summary>
    public static IReadOnlyList<string> LanguagesOf(Questionnaire? questionnaire) => questionnaire?.Languages ?? Own;

    private static readonly string[] Own = ["vi", "en", "km"];
}
