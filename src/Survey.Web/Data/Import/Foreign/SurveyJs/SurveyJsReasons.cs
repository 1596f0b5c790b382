namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>Why a property that nothing has read was left out.</summary>
internal static class SurveyJsReasons
{
    public static readonly Sentence Hidden = new("Bị ẩn, không ai được hỏi.", "It is hidden; nobody was asked it.");
    public static readonly Sentence NoObject = new("Không phải một phần tử SurveyJS.", "It is no element of SurveyJS.");

    private static readonly string[] Look =
    [
        "width", "minWidth", "maxWidth", "startWithNewLine", "titleLocation", "descriptionLocation", "indent", "innerIndent", "colCount", "rows", "cols", "state", "showNumber", "showQuestionNumbers", "showProgressBar",
        "progressBarType", "progressBarLocation", "logo", "logoPosition", "logoWidth", "logoHeight", "logoFit", "theme", "themeVariables", "imageHeight", "imageWidth", "imageFit", "imageLink", "contentMode", "showLabel",
        "questionTitleLocation", "questionDescriptionLocation", "questionErrorLocation", "questionStartIndex", "requiredText", "requiredMark", "widthMode", "headerView", "rateType", "rateColorMode", "scaleColorMode", "displayMode",
        "rateDisplayMode", "renderAs", "separateSpecialChoices", "placeholder", "placeHolder", "optionsCaption", "size", "autoGrow", "autoGenerate", "alternateRows", "columnMinWidth", "rowTitleWidth", "verticalAlign", "showPreviewBeforeComplete", "pagePrevText",
        "pageNextText", "completeText", "startSurveyText", "showTitle", "showPageTitles", "showPageNumbers", "questionTitlePattern", "navigationButtonsVisibility", "showNavigationButtons", "showPrevButton", "showCompletedPage", "fitToContainer",
        "focusFirstQuestionAutomatic", "goNextPageAutomatic", "displayRateDescriptionsAsExtremeItems", "backgroundImage", "calendarIcon", "popupdescription", "effectiveColSpan", "gridLayoutColumns", "tooltip", "hideNumber",
    ];

    public static Sentence Of(SurveyJsNode node) => node.Key switch
    {
        _ when Look.Contains(node.Key) => new("Chỉ về cách trình bày trong SurveyJS.", "It is about looks in SurveyJS only."),
        "$type" or "$schema" => new("Tên kiểu của chương trình khác, không đọc.", "A type name of another program; it is not read."),
        "requiredIf" => new("Bắt buộc theo điều kiện không đặt được; câu không bắt buộc.", "Being required under a condition cannot be set; the item is not required."),
        "enableIf" => new("Không khóa câu theo điều kiện; câu luôn trả lời được.", "Items are not locked under a condition; it can always be answered."),
        "choicesVisibleIf" or "choicesEnableIf" or "rowsVisibleIf" or "columnsVisibleIf" or "rowsEnableIf" or "visibleIf" => new("Từng lựa chọn không có điều kiện riêng; luôn hiện.", "A single choice has no condition of its own; it is always shown."),
        "choicesByUrl" => new("Đáp án lấy từ mạng không được giữ.", "Choices fetched from the web are not kept."),
        "choicesOrder" or "rowsOrder" or "rowOrder" or "columnsOrder" or "questionsOrder" or "questionOrder" or "elementsOrder" or "choiceValuesFromQuestion" or "choiceTextsFromQuestion" or "choicesFromQuestionMode" =>
            new("Thứ tự luôn như trong tệp, không xáo.", "The order is always that of the file."),
        "defaultValue" or "defaultValueExpression" or "defaultRowValue" or "setValueIf" or "setValueExpression" or "resetValueIf" => new("Không điền sẵn câu trả lời.", "Answers are never filled in beforehand."),
        "correctAnswer" => new("Phiếu khảo sát không có đáp án đúng.", "A survey has no right answers."),
        "hasSelectAll" or "showSelectAllItem" or "selectAllText" => new("Không có ô chọn tất cả.", "There is no box that selects all."),
        "minSelectedChoices" => new("Không đặt được số lựa chọn ít nhất.", "A smallest number of choices cannot be set."),
        "triggers" or "calculatedValues" => new("Không có phép tính hay hành động kèm theo.", "There are no triggers or computed values."),
        "validators" or "requiredErrorText" or "minErrorText" or "maxErrorText" or "minValueExpression" or "maxValueExpression" or "checkErrorsMode" => new("Lời báo lỗi và cách kiểm tra riêng không được giữ.", "Error messages and checks of its own are not kept."),
        "completedHtmlOnCondition" or "completedBeforeHtml" or "loadingHtml" or "navigateToUrl" or "navigateToUrlOnCondition" => new("Chỉ có một lời cảm ơn, không chuyển trang.", "There is one sentence of thanks and no redirection."),
        "maxTimeToFinish" or "maxTimeToFinishPage" or "timeLimit" or "timeLimitPerPage" or "showTimerPanel" or "timerInfoMode" or "showTimer" => new("Câu hỏi không bị giới hạn thời gian.", "Items have no time limit."),
        "cookieName" or "sendResultOnPageNext" or "surveyId" or "surveyPostId" or "clearInvisibleValues" or "storeOthersAsComment" => new("Việc lưu và gửi do hệ thống này đảm nhận.", "Storing and sending are this system's own."),
        "pages" or "elements" or "questions" or "choices" or "rows" or "columns" or "items" => new("Không đọc được phần này.", "This part could not be read."),
        _ => new("Không có gì tương ứng.", "Nothing here corresponds to it."),
    };
}
